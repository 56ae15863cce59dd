"""What the others are measured against: loads all YAML files below a folder with PyYAML's C loader, and no more.

Usage: python -m benchmarks.load_yaml DIR
"""

import sys
from pathlib import Path

import yaml


def main() -> None:
    """Load each file and let it go again; one that cannot be loaded, as planted faults have it, is passed over."""
    for path in sorted(Path(sys.argv[1]).rglob("*.yaml")):
        try:
            yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
        except yaml.YAMLError:
            continue


if __name__ == "__main__":
    main()
