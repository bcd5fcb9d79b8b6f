package rewrite

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"racekit/grader/process"
)

// listed is what go list says of a package.
type listed struct {
	Dir, ImportPath, Name, ForTest              string
	Standard, DepOnly                           bool
	Module                                      *module
	GoFiles, CgoFiles, SFiles, HFiles           []string
	TestGoFiles, XTestGoFiles                   []string
	EmbedFiles, TestEmbedFiles, XTestEmbedFiles []string
	Export                                      string
	Error                                       *listError
}

type module struct {
	Path, GoVersion, GoMod string
	Main                   bool
}

type listError struct{ Pos, Err string }

// fields are the names of the fields of listed but Export, which costs a build.
const fields = "Dir,ImportPath,Name,ForTest,Standard,DepOnly,Module,GoFiles,CgoFiles,SFiles,HFiles," +
	"TestGoFiles,XTestGoFiles,EmbedFiles,TestEmbedFiles,XTestEmbedFiles,Error"

// list runs go list for the patterns of cfg and returns the packages by import path,
// each in one variant: that without its tests where there is one.
func list(ctx context.Context, cfg Config) (map[string]*listed, error) {
	args := []string{"-e", "-deps", "-test", "-json=" + fields}
	if len(cfg.Tags) > 0 {
		args = append(args, "-tags="+strings.Join(cfg.Tags, ","))
	}
	all, err := golist(ctx, cfg, append(append(args, "--"), cfg.Patterns...)...)
	if err != nil {
		return nil, err
	}
	byPath := map[string]*listed{}
	var variants []*listed
	for _, p := range all {
		switch {
		case isTestMain(p):
		case p.ForTest != "":
			variants = append(variants, p)
		default:
			byPath[p.ImportPath] = p
		}
	}
	for _, p := range variants {
		p.ImportPath, _, _ = strings.Cut(p.ImportPath, " ")
		plain := byPath[strings.TrimSuffix(p.ImportPath, external)]
		if p.ImportPath != p.ForTest && p.ImportPath != p.ForTest+external {
			plain = byPath[p.ImportPath]
			if plain == nil {
				byPath[p.ImportPath] = p
				continue
			}
		}
		if plain != nil && plain.Error == nil {
			plain.Error = p.Error
		}
	}
	return byPath, nil
}

// isTestMain reports whether p is the program that go test would generate, whose file is
// in the build cache.
func isTestMain(p *listed) bool {
	return strings.HasSuffix(p.ImportPath, ".test") && p.Name == "main" &&
		len(p.GoFiles) == 1 && filepath.IsAbs(p.GoFiles[0])
}

// exports returns the files with the export data of packages of the standard library.
func exports(ctx context.Context, cfg Config, paths []string) (map[string]string, error) {
	files := map[string]string{}
	if len(paths) == 0 {
		return files, nil
	}
	all, err := golist(ctx, cfg, append([]string{"-export", "-json=ImportPath,Export", "--"}, paths...)...)
	if err != nil {
		return nil, err
	}
	for _, p := range all {
		files[p.ImportPath] = p.Export
	}
	return files, nil
}

// golist runs go list and decodes what it prints.
func golist(ctx context.Context, cfg Config, args ...string) ([]*listed, error) {
	cmd := exec.CommandContext(ctx, cmp.Or(cfg.Go, "go"), append([]string{"list"}, args...)...)
	cmd.Dir, cmd.Env = cfg.Dir, cfg.Env
	process.Isolate(cmd)
	cmd.Cancel = func() error { return process.KillGroup(cmd) }
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &said
	err := cmd.Run()
	switch {
	case ctx.Err() != nil:
		return nil, fmt.Errorf("listing packages: %w", context.Cause(ctx))
	case err != nil:
		if text := strings.Join(strings.Fields(said.String()), " "); text != "" {
			return nil, fmt.Errorf("%w: %s", ErrList, text)
		}
		return nil, fmt.Errorf("listing packages: %w", err)
	}
	var all []*listed
	for dec := json.NewDecoder(&out); ; {
		p := new(listed)
		switch err := dec.Decode(p); {
		case errors.Is(err, io.EOF):
			return all, nil
		case err != nil:
			return nil, fmt.Errorf("listing packages: %w", err)
		}
		all = append(all, p)
	}
}

// complaints turns what go list found wrong with a package into complaints.
func (e *listError) complaints(cfg Config) []Complaint {
	var all []Complaint
	for line := range strings.Lines(e.Err) {
		line = strings.TrimRight(line, "\n")
		c, ok := place(line)
		switch {
		case ok:
		case len(all) == 0:
			c, _ = place(e.Pos + ": " + line)
			c.Message = line
		default:
			all[len(all)-1].Message += "\n" + line
			continue
		}
		c.File = relative(cfg.Dir, c.File)
		all = append(all, c)
	}
	return all
}

// place splits "file:line:column: message"; the column may be missing.
func place(text string) (Complaint, bool) {
	parts := strings.SplitN(text, ":", 4)
	if len(parts) < 3 {
		return Complaint{Message: text}, false
	}
	line, err := strconv.Atoi(parts[1])
	if err != nil {
		return Complaint{Message: text}, false
	}
	column, err := strconv.Atoi(parts[2])
	if err != nil || len(parts) < 4 {
		return Complaint{File: parts[0], Line: line, Message: strings.TrimSpace(strings.Join(parts[2:], ":"))}, true
	}
	return Complaint{File: parts[0], Line: line, Column: column, Message: strings.TrimSpace(parts[3])}, true
}
