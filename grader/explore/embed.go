package explore

import (
	"embed"
	"io/fs"
	"strings"
)

// runtime are the sources of what an explored program is linked with. They depend on the
// standard library only, so that programs of any module can be explored, and racekit
// needs none of its own sources at hand.
//
//go:embed step outcome sched search shim drive
var runtime embed.FS

// home is where these packages lie in the kit's module, and in every scratch module.
const home = "grader/explore/"

// Sources are the sources of what an explored program is linked with, by their path in a
// scratch module.
func Sources() (map[string][]byte, error) {
	files := map[string][]byte{}
	err := fs.WalkDir(runtime, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if d.Name() == "testdata" || d.Name() == "shimtest" || d.Name() == "schedtest" {
				return fs.SkipDir
			}
			return nil
		}
		if strings.HasSuffix(path, "_test.go") || !strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, ".s") {
			return nil
		}
		content, err := runtime.ReadFile(path)
		files[home+path] = content
		return err
	})
	return files, err
}
