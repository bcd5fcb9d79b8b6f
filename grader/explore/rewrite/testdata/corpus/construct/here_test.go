package construct

import (
	"fmt"
	"path/filepath"
	"runtime"
)

// here is the line of the caller.
func here() string {
	_, file, line, _ := runtime.Caller(1)
	return fmt.Sprintf(" %s:%d", filepath.Base(file), line)
}
