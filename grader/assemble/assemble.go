// Package assemble says which files make up the scratch module in which submissions
// are built: the kit's harness, each learner's package, each exercise's tests as an
// ordinary package, and one program that links them all.
//
// One link for all exercises is what makes grading quick: linking a race binary costs
// several times as much as compiling a package.
package assemble

import (
	"bytes"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"text/template"
)

// Program is the import path of the program, below the module's root.
const Program = "grader/graded"

// harness are the packages of the kit that a graded binary is made of.
var harness = [...]string{"grader/harness", "grader/conduct", secretPackage, "grader/record", "grader/stack"}

// Unit is one exercise as it is going to be built.
type Unit struct {
	Slug string
	// Files are the learner's and the kit's files of the package; Tests are its test
	// files. Both are keyed by base name.
	Files map[string][]byte
	Tests map[string][]byte
	// TestNames are the functions to link.
	TestNames []string
}

// Base returns what every scratch module holds, whatever is graded: go.mod and go.sum
// of the kit at root, and its harness.
func Base(root string) (map[string][]byte, error) {
	files := map[string][]byte{}
	take := func(name string) error {
		content, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
		if err != nil {
			return fmt.Errorf("reading the kit's harness: %w; 'git checkout -- %s' restores it", err, name)
		}
		files[name] = content
		return nil
	}
	for _, name := range []string{"go.mod", "go.sum"} {
		if err := take(name); err != nil {
			return nil, err
		}
	}
	for _, dir := range harness {
		entries, err := os.ReadDir(filepath.Join(root, filepath.FromSlash(dir)))
		if err != nil {
			return nil, fmt.Errorf("reading the kit's harness: %w; 'git checkout -- %s' restores it", err, dir)
		}
		for _, e := range entries {
			if e.Type().IsRegular() && strings.HasSuffix(e.Name(), ".go") && !strings.HasSuffix(e.Name(), "_test.go") {
				if err := take(dir + "/" + e.Name()); err != nil {
					return nil, err
				}
			}
		}
	}
	return files, nil
}

// Module adds the units and the program that links them to a copy of base. The tests are
// there twice: as an ordinary package, which is what is linked, and as tests, which is what
// is rewritten to be explored. rewritten are the files that came of that; with any, the
// program links them too.
func Module(base map[string][]byte, units []Unit, rewritten map[string][]byte) (map[string][]byte, error) {
	files := make(map[string][]byte, len(base)+len(rewritten)+4*len(units))
	for _, all := range []map[string][]byte{rewritten, base} {
		for name, content := range all {
			files[name] = content
		}
	}
	for _, u := range units {
		for name, content := range u.Files {
			files["exercises/"+u.Slug+"/"+name] = content
		}
		for name, content := range u.Tests {
			files[laid(u.Slug, name)] = content
			files["exercises/"+u.Slug+"/"+name] = content
		}
	}
	program, err := generate(units, len(rewritten) > 0)
	if err != nil {
		return nil, err
	}
	files[Program+"/main.go"] = program
	return files, nil
}

// module is the path of the scratch module, secretPackage that of package secret in it.
const (
	module        = "racekit"
	secretPackage = "grader/secret"
)

// Seal adds to a module, before it is built, what makes package secret a dependency of each
// learner's package: so it is initialised before them. What is rewritten is not sealed yet,
// or there would be two of that package.
func Seal(files map[string][]byte, units []Unit) {
	dirs := map[string]bool{}
	for name := range files {
		dirs[path.Dir(name)] = true
	}
	for _, u := range units {
		for _, dir := range [...]string{"exercises/" + u.Slug, rewrittenTo + "exercises/" + u.Slug} {
			if dirs[dir] {
				files[dir+"/"+secretFile] = []byte("package " + u.Slug + "\n\nimport _ \"" + module + "/" + secretPackage + "\"\n")
			}
		}
	}
}

// secretFile is the file that makes package secret a dependency of a learner's package.
const secretFile = "racekit_secret.go"

// rewrittenTo is where rewritten packages lie in a module.
const rewrittenTo = "explored/racekit/"

// CompileFlags are for the compiler, as "go build -gcflags" takes them: what is compiled
// anew for each edit is compiled sooner, by a quarter. The linker would leave out what
// debuggers read, and no test spends its own time where inlining would tell; the learner's
// code is compiled as "go test" does it.
func CompileFlags() []string {
	return []string{
		module + "/exercises/...=-dwarf=false",
		module + "/exercises/.../tests=-l -dwarf=false",
		module + "/" + rewrittenTo + "exercises/...=-l -dwarf=false",
	}
}

// laid is where a test file goes: "exercises/counter/counter_test.go" becomes
// "exercises/counter/tests/counter_check.go", for go build takes no file whose name
// ends in _test.go.
func laid(slug, name string) string {
	return "exercises/" + slug + "/tests/" + strings.TrimSuffix(name, "_test.go") + "_check.go"
}

// Original undoes what laying out did to the path of a file, given as the toolchain
// prints it (absolute, or relative to the module), and makes it relative to the tree
// that was graded. A path that is not of an exercise is returned as it is.
func Original(path string) string {
	path = filepath.ToSlash(path)
	if i := strings.LastIndex(path, "/exercises/"); i >= 0 {
		path = path[i+1:]
	}
	if !strings.HasPrefix(path, "exercises/") {
		return path
	}
	if dir, file, ok := strings.Cut(path, "/tests/"); ok && strings.HasSuffix(file, "_check.go") {
		return dir + "/" + strings.TrimSuffix(file, "_check.go") + "_test.go"
	}
	return path
}

// Calls reports whether a complaint of the compiler is about a call of the program that
// is missing from the tests of slug.
func Calls(file, message, slug string) bool {
	return file == Program+"/main.go" &&
		(strings.Contains(message, slug+"_tests.") || strings.Contains(message, "racekit/exercises/"+slug+"/tests "))
}

// OriginalBase is Original for a base name, as in the message of a failed assertion.
func OriginalBase(name string) string {
	if stem, ok := strings.CutSuffix(name, "_check.go"); ok {
		return stem + "_test.go"
	}
	return name
}

var program = template.Must(template.New("program").Parse(`// Code generated by racekit. DO NOT EDIT.

package main

import (
	"os"

	"racekit/grader/conduct"
{{if .Explored}}
	"racekit/grader/secret"
	"racekit/grader/explore/drive"
	"racekit/grader/explore/outcome"
	"racekit/grader/explored"
{{end}}{{range .Units}}
	{{.Slug}}_tests "racekit/exercises/{{.Slug}}/tests"{{end}}
)

func main() {
{{if .Explored}}	if os.Getenv(outcome.PlanVar) != "" {
		p := explored.Program()
		p.Secret = secret.Taken()
		drive.Main(p, os.Exit)
		return
	}
{{end}}	orphaned := func() { os.Exit(1) }
	conduct.Main([]conduct.Test{ {{- range $u := .Units}}{{range .TestNames}}
		{Name: "{{$u.Slug}}/{{.}}", F: {{$u.Slug}}_tests.{{.}}},{{end}}{{end}}
	}, orphaned)
}
`))

// generate writes the program for units, which need not be in order.
func generate(units []Unit, explored bool) ([]byte, error) {
	units = slices.SortedFunc(slices.Values(units), func(a, b Unit) int { return strings.Compare(a.Slug, b.Slug) })
	var out bytes.Buffer
	if err := program.Execute(&out, struct {
		Units    []Unit
		Explored bool
	}{units, explored}); err != nil {
		return nil, fmt.Errorf("generating the graded program: %w", err)
	}
	return out.Bytes(), nil
}
