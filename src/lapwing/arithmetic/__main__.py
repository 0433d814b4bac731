from lapwing.arithmetic.command import main

raise SystemExit(main())
