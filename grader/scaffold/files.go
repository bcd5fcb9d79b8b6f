package scaffold

import (
	"bytes"
	"embed"
	"go/format"
	"path"
	"strconv"
	"strings"
	"text/template"

	"racekit/grader/answers"
	"racekit/grader/catalog"
	"racekit/grader/verdict"
)

// templates are the sample, a file each.
//
//go:embed templates/*.tmpl
var templates embed.FS

// file is one to write, relative to the kit's root.
type file struct {
	name string
	text []byte
}

// source is a template and where it goes, in the folder of the exercise or of its
// solution.
type source struct {
	template, folder, name string
}

// sources are all files of an exercise, in the order in which an author writes them.
func (ex Exercise) sources() []source {
	stub, test := ex.Slug+".go", ex.Slug+"_test.go"
	english, japanese := verdict.English, verdict.Japanese
	return []source{
		{"exercise.toml", catalog.Folder, catalog.ManifestFile},
		{"stub.go", catalog.Folder, stub},
		{"test.go", catalog.Folder, test},
		{"README.md", catalog.Folder, catalog.ReadmeFile(english)},
		{"README.ja.md", catalog.Folder, catalog.ReadmeFile(japanese)},
		{"hints.md", catalog.Folder, catalog.HintsFile(english)},
		{"hints.ja.md", catalog.Folder, catalog.HintsFile(japanese)},
		{"solution.go", answers.Folder, stub},
		{"test.go", answers.Folder, test},
		{"solution.md", answers.Folder, catalog.ReadmeFile(english)},
		{"alternative.go", answers.Folder, "testdata/alternatives/atomic.go"},
		{"mutant.go", answers.Folder, "testdata/mutants/own_lock.go"},
	}
}

// files are the texts of all files.
func (ex Exercise) files() ([]file, error) {
	all, err := template.New("").Funcs(template.FuncMap{"quote": strconv.Quote}).ParseFS(templates, "templates/*.tmpl")
	if err != nil {
		return nil, err
	}
	var files []file
	for _, s := range ex.sources() {
		var b bytes.Buffer
		data := struct {
			Exercise
			Folder string
		}{ex, s.folder}
		if err := all.ExecuteTemplate(&b, s.template+".tmpl", data); err != nil {
			return nil, err
		}
		text := b.Bytes()
		if strings.HasSuffix(s.name, ".go") {
			if text, err = format.Source(text); err != nil {
				return nil, err
			}
		}
		files = append(files, file{path.Join(s.folder, ex.Slug, s.name), text})
	}
	return files, nil
}
