"""``python -m ripeness`` is the command ``ripeness``, where no command of that name is on the path."""

from ripeness.cli.start import main

if __name__ == "__main__":
    main()
