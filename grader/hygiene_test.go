package grader_test

import (
	"bytes"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// mayImport is the picture of the packages: what each may import of the kit. What is
// not here is forbidden.
var mayImport = map[string][]string{
	"cmd/racekit": {"cli", "confine"},
	"cmd/bench":   {"bench"},
	"cli": {
		"audit", "catalog", "check", "confine", "doctor", "explore", "explore/outcome", "explore/rewrite", "grade", "remember", "report/collect", "report/exploration", "report/github",
		"report/jsonl", "report/junit", "report/table", "report/term", "scaffold", "seal", "verdict", "workspace",
	},
	"audit":    {"catalog", "digest", "submission", "verdict"},
	"scaffold": {"answers", "catalog", "verdict"},
	"check":    {"answers", "catalog", "confine", "course", "digest", "grade", "report/term", "source", "strict", "verdict", "workspace"},
	"doctor":   {"build", "catalog", "confine", "digest", "verdict", "workspace"},
	"bench":    {"answers", "build", "catalog", "explore", "explore/outcome", "process", "workspace"},
	"grade": {
		"admit", "assemble", "build", "catalog", "confine", "diagnose", "digest", "execute", "explain", "explore", "explore/outcome",
		"explore/rewrite", "explore/trace", "process", "record", "remember", "score", "source", "submission", "verdict", "workspace",
	},
	"admit":    {"process"},
	"remember": {"verdict"},
	"build":    {"confine", "process"},
	"answers":  {"catalog", "strict", "verdict"},
	"catalog":  {"source", "strict", "verdict"},
	"diagnose": {
		"assemble", "catalog", "crashreport", "execute", "explain", "explore/outcome", "explore/step", "leakreport",
		"racereport", "record", "source", "stack", "verdict",
	},
	"course":      {"catalog", "verdict"},
	"digest":      {"catalog", "strict", "verdict"},
	"execute":     {"confine", "process", "record"},
	"explain":     {"admit", "verdict"},
	"score":       {"verdict"},
	"submission":  {"admit", "catalog"},
	"corpus":      {"strict"},
	"conduct":     {"harness", "record", "secret"},
	"harness":     {"record", "secret", "stack"},
	"crashreport": {"stack"},
	"leakreport":  {"stack"},
	"racereport":  {"stack"},
	// The explorer. What is linked into explored programs imports nothing else of the kit.
	"explore":         {"build", "confine", "crashreport", "explore/canary", "explore/outcome", "explore/rewrite", "process", "workspace"},
	"explore/rewrite": {"process"},
	"explore/outcome": {"explore/step"},
	"explore/search":  {"explore/step"},
	"explore/sched":   {"explore/outcome", "explore/step"},
	"explore/drive":   {"explore/outcome", "explore/sched", "explore/search", "explore/shim/testing", "explore/step"},
	"explore/trace": {
		"explain", "explore/outcome", "explore/step", "racereport", "report/term", "report/words", "stack", "verdict",
	},
	"explore/lin": {"explore/lin/tick"},
	// For the tests of any module.
	"explore/exploretest": {"explore", "explore/outcome", "explore/trace", "verdict", "workspace"},

	"report/exploration": {"explore", "explore/outcome", "explore/trace", "report/term", "verdict"},

	"report/cause":   {"verdict"},
	"report/collect": {"report/term", "verdict"},
	"report/github":  {"report/cause", "report/collect", "report/phrase", "report/term", "report/words", "verdict"},
	"report/jsonl":   {"verdict"},
	"report/junit":   {"report/cause", "report/collect", "report/phrase", "report/term", "report/words", "verdict"},
	"report/phrase":  {"report/cause", "report/term", "report/words", "verdict"},
	"report/table":   {"report/cause", "report/phrase", "report/term", "report/words", "verdict"},
	"report/words":   {"verdict"},
	// Helpers of tests only.
	"explore/sched/schedtest": {"explore/sched", "explore/step"},
	"explore/shim/shimtest":   {"explore/sched/schedtest"},
	"report/streamtest":       {"verdict"},
	"catalog/catalogtest":     {"catalog", "digest", "verdict"},
}

// pkg is what "go list -json" says of a package.
type pkg struct {
	ImportPath, Doc string
	Imports         []string
}

func list(t *testing.T, patterns ...string) []pkg {
	t.Helper()
	cmd := exec.Command("go", append([]string{"list", "-json=ImportPath,Doc,Imports"}, patterns...)...)
	cmd.Dir = ".."
	out, err := cmd.Output()
	require.NoError(t, err)
	var all []pkg
	for dec := json.NewDecoder(bytes.NewReader(out)); dec.More(); {
		var p pkg
		require.NoError(t, dec.Decode(&p))
		all = append(all, p)
	}
	return all
}

func TestImportsFlowOneWay(t *testing.T) {
	for _, p := range list(t, "./grader/...") {
		name := strings.TrimPrefix(p.ImportPath, "racekit/grader/")
		for _, path := range p.Imports {
			if ours, ok := strings.CutPrefix(path, "racekit/grader/"); ok && !shim(name, ours) {
				assert.Contains(t, mayImport[name], ours, "%s imports %s", name, ours)
			}
		}
	}
}

// shim reports whether it is a shim that imports the scheduler, its vocabulary or another
// shim.
func shim(name, ours string) bool {
	return strings.HasPrefix(name, "explore/shim/") &&
		(strings.HasPrefix(ours, "explore/shim/") || slices.Contains([]string{"explore/sched", "explore/step", "explore/outcome"}, ours))
}

func TestNothingInTheGraderKnowsAnExercise(t *testing.T) {
	for _, p := range list(t, "./grader/...") {
		for _, path := range p.Imports {
			assert.False(t, strings.HasPrefix(path, "racekit/exercises/") || strings.HasPrefix(path, "racekit/solutions/"), "%s imports %s", p.ImportPath, path)
		}
	}
}

func TestPackagesAreDocumented(t *testing.T) {
	for _, p := range list(t, "./...") {
		if strings.HasSuffix(p.ImportPath, "racekit/grader") {
			continue // this test
		}
		assert.NotEmpty(t, p.Doc, "%s has no package comment", p.ImportPath)
	}
}

// sources parses the Go files of the kit itself, tests left out.
func sources(t *testing.T, each func(path string, set *token.FileSet, f *ast.File)) {
	t.Helper()
	set := token.NewFileSet()
	require.NoError(t, filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && d.Name() == "testdata" {
			return fs.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		f, err := parser.ParseFile(set, path, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err == nil {
			each(filepath.ToSlash(path), set, f)
		}
		return err
	}))
}

func TestFilesAreOfOneScreenful(t *testing.T) {
	sources(t, func(path string, set *token.FileSet, f *ast.File) {
		assert.LessOrEqual(t, set.Position(f.End()).Line, 400, "%s: split it by its ideas", path)
	})
}

func TestExportedNamesAreDocumented(t *testing.T) {
	sources(t, func(path string, set *token.FileSet, f *ast.File) {
		for _, d := range f.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Name.IsExported() && exportedReceiver(d) {
					assert.NotNil(t, d.Doc, "%s: func %s has no comment", set.Position(d.Pos()), d.Name.Name)
				}
			case *ast.GenDecl:
				for _, s := range d.Specs {
					if s, ok := s.(*ast.TypeSpec); ok && s.Name.IsExported() {
						assert.True(t, d.Doc != nil || s.Doc != nil, "%s: type %s has no comment", set.Position(s.Pos()), s.Name.Name)
					}
				}
			}
		}
	})
}

// exportedReceiver reports whether d is a function, or a method of an exported type
// that is no handler's: those are documented by the interface.
func exportedReceiver(d *ast.FuncDecl) bool {
	if d.Recv == nil {
		return true
	}
	t := d.Recv.List[0].Type
	if s, ok := t.(*ast.StarExpr); ok {
		t = s.X
	}
	id, ok := t.(*ast.Ident)
	return ok && id.IsExported() && d.Name.Name != "Error" && d.Name.Name != "Unwrap"
}

func TestNoInitNoExitOutsideMain(t *testing.T) {
	sources(t, func(path string, set *token.FileSet, f *ast.File) {
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				assert.False(t, n.Recv == nil && n.Name.Name == "init", "%s: init", set.Position(n.Pos()))
			case *ast.CallExpr:
				if s, ok := n.Fun.(*ast.SelectorExpr); ok && f.Name.Name != "main" {
					x, _ := s.X.(*ast.Ident)
					ends := x != nil && (x.Name == "os" && s.Sel.Name == "Exit" || x.Name == "log" && strings.HasPrefix(s.Sel.Name, "Fatal"))
					assert.False(t, ends, "%s: ends the process", set.Position(n.Pos()))
				}
			}
			return true
		})
	})
}

func TestTopLevelHoldsWhatItShould(t *testing.T) {
	entries, err := os.ReadDir("..")
	require.NoError(t, err)
	allowed := []string{"exercises", "solutions", "grader", "testdata", "go.mod", "go.sum", "Makefile", "README.md", "LICENSE"}
	for _, e := range entries {
		assert.True(t, strings.HasPrefix(e.Name(), ".") || slices.Contains(allowed, e.Name()), "%s does not belong at the top", e.Name())
	}
}
