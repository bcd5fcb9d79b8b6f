package answers

import (
	"bytes"
	"maps"
	"os"
	"path"
	"slices"
	"strings"

	"racekit/grader/catalog"
	"racekit/grader/verdict"
)

// Unwritten marks, in the files of a new exercise, a part that its author has to write.
// The rest of the line says which.
const Unwritten = "AUTHOR:"

// unwritten looks for parts that are still to be written, in all files but the solution's
// copies.
func (m *mirror) unwritten() {
	var files []string
	own := slices.Concat([]string{catalog.ManifestFile}, m.ex.Files, m.ex.KitFiles, m.ex.TestFiles)
	for _, l := range []verdict.Lang{verdict.English, verdict.Japanese} {
		own = append(own, catalog.ReadmeFile(l), catalog.HintsFile(l))
	}
	for _, name := range own {
		files = append(files, path.Join(m.ex.Dir, name))
	}
	for _, name := range append(slices.Clone(m.ex.Files), catalog.ReadmeFile(verdict.English), catalog.ReadmeFile(verdict.Japanese)) {
		files = append(files, path.Join(dirOf(m.ex), name))
	}
	for _, file := range files {
		if text, err := os.ReadFile(m.disk(file)); err == nil { // others say what is missing
			m.marks(file, text)
		}
	}
	variants := m.variants()
	for _, file := range slices.Sorted(maps.Keys(variants)) {
		m.marks(file, variants[file])
	}
}

// marks says each line of a text that holds the mark.
func (m *mirror) marks(file string, text []byte) {
	n := 0
	for line := range bytes.Lines(text) {
		n++
		if _, what, ok := strings.Cut(string(line), Unwritten); ok {
			what, _, _ = strings.Cut(what, " |") // the rest of a row
			m.say(file, n, "is not written yet: "+strings.TrimSpace(what), "write it in the place of "+Unwritten)
		}
	}
}
