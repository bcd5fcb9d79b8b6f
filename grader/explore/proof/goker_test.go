package proof_test

import (
	"bytes"
	"context"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"racekit/grader/explore"
	"racekit/grader/explore/outcome"
)

// kernels is where Go keeps the kernels of GoBench's blocking bugs (Yuan et al., CGO
// 2021), cleaned of data races.
const kernels = "src/runtime/testdata/testgoroutineleakprofile/goker"

// TestGoKer explores each kernel that Go ships, one copy of the bug. A kernel is a main
// function around many copies, with a leak profile at its end: the adapter makes a test of
// it.
func TestGoKer(t *testing.T) {
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	require.NoError(t, err)
	dir := filepath.Join(strings.TrimSpace(string(goroot)), filepath.FromSlash(kernels))
	if _, err := os.Stat(dir); err != nil {
		t.Fatalf("this Go has no kernels: %v", err)
	}
	module := t.TempDir()
	names := adapt(t, dir, module)
	c := &collector{tests: map[string]result{}}
	begun := time.Now()
	err = explore.Run(context.Background(), explore.Config{
		Dir: module, Race: true, Env: os.Environ(), Scratch: scratch(t), Plan: outcome.Plan{Seed: 1, Time: 10 * time.Second},
		Allow: []string{"net"}, // one of the kernels opens a socket, with no address
	}, c)
	require.NoError(t, err)
	flagged, slowest := 0, time.Duration(0)
	var missed []string
	for _, name := range names {
		r := c.tests["goker.Test"+name]
		f := r.Res.Failure
		switch {
		case f == nil:
			missed = append(missed, name+": "+describe(r))
		case !slices.ContainsFunc(append([]outcome.Class{f.Class}, f.Also...), blocking):
			t.Errorf("%s: want a goroutine leak or a deadlock, got %s", name, describe(r))
		default:
			flagged++
			slowest = max(slowest, time.Duration(r.Res.Elapsed))
		}
	}
	t.Logf("%d of %d flagged in %s, the slowest in %s; missed: %v", flagged, len(names), time.Since(begun), slowest, missed)
	// Of moby27782 there is no schedule that leaks, as all of them show.
	want := len(names) - 1
	if !*full {
		want-- // a schedule of kubernetes58107 has half a million steps, and a busy machine few of them in 10 s
	}
	if flagged < want {
		t.Errorf("flagged %d of %d; want at least %d", flagged, len(names), want)
	}
}

// blocking reports whether a class is one of the kernels' own. Some have a data race as
// well.
func blocking(c outcome.Class) bool { return c == outcome.Leak || c == outcome.Deadlock }

// adapt writes a module with a test for each kernel, and returns their names.
func adapt(t *testing.T, dir, module string) []string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "*.go"))
	require.NoError(t, err)
	var names []string
	var tests bytes.Buffer
	tests.WriteString("package goker\n\nimport \"testing\"\n")
	for _, path := range paths {
		name, source := kernel(t, path)
		if name == "" {
			continue
		}
		names = append(names, name)
		fmt.Fprintf(&tests, "\nfunc Test%s(t *testing.T) { %s() }\n", name, name)
		require.NoError(t, os.WriteFile(filepath.Join(module, filepath.Base(path)), source, 0o644))
	}
	require.NoError(t, os.WriteFile(filepath.Join(module, "kernels_test.go"), tests.Bytes(), 0o644))
	require.NoError(t, os.WriteFile(filepath.Join(module, "go.mod"), []byte("module goker\n\ngo 1.26\n"), 0o644))
	return names
}

// kernel reads one kernel: without its registration, its profile, and all but one copy.
func kernel(t *testing.T, path string) (name string, source []byte) {
	t.Helper()
	set := token.NewFileSet()
	f, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
	require.NoError(t, err)
	f.Name.Name = "goker"
	f.Decls = slices.DeleteFunc(f.Decls, func(d ast.Decl) bool {
		fn, ok := d.(*ast.FuncDecl)
		if !ok || fn.Name.Name != "init" || fn.Recv != nil {
			return false
		}
		ast.Inspect(fn, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok && len(call.Args) == 2 {
				if lit, ok := call.Args[0].(*ast.BasicLit); ok {
					name, _ = strconv.Unquote(lit.Value)
				}
			}
			return true
		})
		return true
	})
	for _, d := range f.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == name {
			fn.Body.List = slices.DeleteFunc(fn.Body.List, func(s ast.Stmt) bool { return mentions(s, "prof") })
			for _, s := range fn.Body.List {
				once(s)
			}
		}
	}
	dropUnused(f)
	var out bytes.Buffer
	require.NoError(t, format.Node(&out, set, f))
	return name, out.Bytes()
}

func mentions(n ast.Node, name string) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		found = found || ok && id.Name == name
		return !found
	})
	return found
}

// once makes a loop over many copies of the bug go round once.
func once(s ast.Stmt) {
	limit := func(e ast.Expr) {
		lit, ok := e.(*ast.BasicLit)
		if n, err := strconv.Atoi(lit0(lit, ok)); err == nil && n >= 10 {
			lit.Value = "1"
		}
	}
	switch s := s.(type) {
	case *ast.ForStmt:
		if b, ok := s.Cond.(*ast.BinaryExpr); ok {
			limit(b.Y)
		}
	case *ast.RangeStmt:
		limit(s.X)
	}
}

func lit0(lit *ast.BasicLit, ok bool) string {
	if !ok {
		return ""
	}
	return lit.Value
}

// dropUnused takes out the imports that only the profile and what led to it needed.
func dropUnused(f *ast.File) {
	for _, path := range []string{"os", "runtime/pprof", "time", "runtime"} {
		used := false
		for _, d := range f.Decls {
			if g, ok := d.(*ast.GenDecl); !ok || g.Tok != token.IMPORT {
				used = used || mentions(d, filepath.Base(path))
			}
		}
		if used {
			continue
		}
		for _, d := range f.Decls {
			if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.IMPORT {
				g.Specs = slices.DeleteFunc(g.Specs, func(s ast.Spec) bool { return s.(*ast.ImportSpec).Path.Value == strconv.Quote(path) })
			}
		}
	}
}
