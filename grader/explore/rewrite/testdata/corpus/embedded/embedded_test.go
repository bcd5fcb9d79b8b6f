package embedded

import "embed"

//go:embed *.txt
var FS embed.FS

var Inside = len(Text)
