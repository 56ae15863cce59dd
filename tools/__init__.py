"""Programs that look after the repository; nothing here is part of the product."""
