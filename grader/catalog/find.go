package catalog

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Module is the path of the kit's module.
const Module = "racekit"

// ErrNoKit is wrapped by the errors of [Find].
var ErrNoKit = errors.New("no racekit here")

// Find walks up from dir to the root of the kit: a folder with a go.mod of module
// racekit and a folder exercises. The root is absolute.
func Find(dir string) (string, error) {
	start, err := filepath.Abs(dir)
	if err != nil {
		return "", fmt.Errorf("looking for the kit: %w", err)
	}
	if _, err := os.Stat(start); err != nil {
		return "", fmt.Errorf("looking for the kit: %w", err)
	}
	for at := start; ; at = filepath.Dir(at) {
		if isModule(at) {
			return complete(at)
		}
		if at == filepath.Dir(at) {
			return "", fmt.Errorf("%w: neither %q nor a folder above it is a clone of the kit; cd to your clone", ErrNoKit, start)
		}
	}
}

// complete checks that the exercises are there too.
func complete(root string) (string, error) {
	info, err := os.Stat(filepath.Join(root, Folder))
	if errors.Is(err, fs.ErrNotExist) || err == nil && !info.IsDir() {
		return "", fmt.Errorf("%w: %q has no folder %s; bring it back: git checkout -- %s", ErrNoKit, root, Folder, Folder)
	}
	if err != nil {
		return "", fmt.Errorf("looking for the kit: %w", err)
	}
	return root, nil
}

// isModule reports whether dir holds the go.mod of the kit. One that cannot be read
// is not it: it may be a stranger's, far above.
func isModule(dir string) bool {
	text, err := os.ReadFile(filepath.Join(dir, "go.mod"))
	if err != nil {
		return false
	}
	for line := range strings.Lines(string(text)) {
		fields := strings.Fields(line)
		if len(fields) >= 2 && fields[0] == "module" {
			return strings.Trim(fields[1], "\"`") == Module
		}
	}
	return false
}
