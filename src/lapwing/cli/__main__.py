import sys

from lapwing.cli import main

sys.exit(main(sys.argv[1:]))
