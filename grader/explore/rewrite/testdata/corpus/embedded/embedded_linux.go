package embedded

import _ "embed"

//go:embed file.txt
var Text string
