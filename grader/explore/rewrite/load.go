package rewrite

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// version is hashed into digests: change it when the rewriting changes.
const version = "2"

// Load reads the packages that cfg names with all that they import, and rewrites them.
// Its error is a *CompileError if a package does not compile; it wraps ErrNoPackages or
// ErrNoTests if there is nothing to run.
func Load(ctx context.Context, cfg Config) (*Program, error) {
	cfg, err := cfg.settled()
	if err != nil {
		return nil, err
	}
	all, err := list(ctx, cfg)
	if err != nil {
		return nil, err
	}
	if err := missing(cfg, all); err != nil {
		return nil, err
	}
	us := units(all)
	fset := token.NewFileSet()
	if err := parse(fset, us, cfg.Dir); err != nil {
		return nil, err
	}
	natives(us, all, cfg.Shims)
	if err := own(fset, us); err != nil {
		return nil, err
	}
	files, err := exports(ctx, cfg, standard(us, all))
	if err != nil {
		return nil, err
	}
	us, left := order(us)
	wanted(us, cfg.Shims)
	checker := newChecker(fset, cfg.Dir, files)
	for _, u := range us {
		if err := checker.check(u); err != nil {
			return nil, err
		}
	}
	us = slices.DeleteFunc(us, func(u *unit) bool { return u.checked })
	p := &program{cfg: cfg, fset: fset, units: us, all: all, facts: newFacts()}
	return p.build(left)
}

// settled is cfg with its defaults.
func (cfg Config) settled() (Config, error) {
	dir, err := filepath.Abs(cfg.Dir)
	if err != nil {
		return cfg, fmt.Errorf("loading: %w", err)
	}
	cfg.Dir = dir
	if len(cfg.Patterns) == 0 {
		cfg.Patterns = []string{"."}
	}
	if cfg.Env == nil {
		cfg.Env = os.Environ()
	}
	if cfg.Shims == nil {
		cfg.Shims = Shims()
	}
	cfg.Module = cmp.Or(cfg.Module, DefaultModule)
	cfg.Folder = cmp.Or(cfg.Folder, DefaultFolder)
	cfg.Sched = cmp.Or(cfg.Sched, DefaultSched)
	return cfg, nil
}

// missing says what go list found wrong, if anything.
func missing(cfg Config, all map[string]*listed) error {
	paths := sorted(all)
	wanted := slices.ContainsFunc(paths, func(path string) bool { return !all[path].DepOnly })
	if !wanted {
		return fmt.Errorf("loading %s: %w", strings.Join(cfg.Patterns, " "), ErrNoPackages)
	}
	var found []Complaint
	first := ""
	for _, path := range paths {
		p := all[path]
		switch {
		case p.Error == nil || cfg.Shims[path] != "":
			continue
		case !p.DepOnly && p.Error.Pos == "" && len(p.GoFiles)+len(p.TestGoFiles)+len(p.XTestGoFiles) == 0:
			return fmt.Errorf("loading %s: %w: %s", path, ErrNoPackages, strings.TrimSpace(p.Error.Err))
		}
		first = cmp.Or(first, path)
		found = append(found, p.Error.complaints(cfg)...)
	}
	if len(found) > 0 {
		return &CompileError{first, found}
	}
	return nil
}

func sorted[V any](m map[string]V) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// program is a Program in the making.
type program struct {
	cfg   Config
	fset  *token.FileSet
	units []*unit
	all   map[string]*listed
	facts *facts
	// flagsIn is the unit that sees to it that flags can be defined again, or nil.
	flagsIn *unit
	out     Program
}

// flags chooses the unit that is initialised first for the flags, if there are any.
func (p *program) flags() {
	if first := slices.IndexFunc(p.units, func(u *unit) bool { return !u.native }); p.facts.anyFlag && first >= 0 {
		p.flagsIn = p.units[first]
	}
}

// build rewrites checked units. Those of left had to leave their tests out.
func (p *program) build(left []*unit) (*Program, error) {
	for _, u := range p.units {
		if !u.native {
			p.facts.collect(u)
		}
	}
	if p.facts.anyRegistry {
		p.facts.findRegistering(p.units)
	}
	p.flags()
	p.names()
	to := p.targets()
	p.out.Files = map[string][]byte{}
	for _, u := range p.units {
		folder := p.cfg.Folder + "/" + u.target + "/"
		if err := p.embed(u, folder); err != nil {
			return nil, err
		}
		if u.native {
			if err := p.copyNative(u, folder); err != nil {
				return nil, err
			}
			continue
		}
		pkg := Package{Path: u.path, Import: p.imported(u), Reset: u.reset, Main: u.main}
		p.out.Packages = append(p.out.Packages, pkg)
		if u.tested {
			tests, skipped := findTests(p.fset, u)
			p.out.Skipped = append(p.out.Skipped, skipped...)
			if len(tests) > 0 {
				p.out.Tests = append(p.out.Tests, TestPackage{Package: pkg, Dir: u.dir, Tests: tests})
			}
		}
		for name, content := range p.rewriteUnit(u, to) {
			p.out.Files[folder+name] = content
		}
	}
	p.refuse(left)
	if len(p.out.Tests) == 0 && len(p.out.Refusals) == 0 {
		return nil, fmt.Errorf("loading %s: %w", strings.Join(p.cfg.Patterns, " "), ErrNoTests)
	}
	slices.SortStableFunc(p.out.Tests, func(a, b TestPackage) int { return strings.Compare(a.Path, b.Path) })
	p.inputs()
	return &p.out, nil
}

func (p *program) imported(u *unit) string { return p.cfg.Module + "/" + p.cfg.Folder + "/" + u.target }

// targets are the import paths that change.
func (p *program) targets() targets {
	to := targets{}
	for path, shim := range p.cfg.Shims {
		to[path] = shim
	}
	for _, u := range p.units {
		to[u.path] = p.imported(u)
	}
	return to
}

// names gives a package that is imported with a dot a name for its function that is not
// that of another package.
func (p *program) names() {
	dotted := map[string]bool{}
	for _, u := range p.units {
		for _, f := range u.files {
			for _, spec := range f.ast.Imports {
				if spec.Name != nil && spec.Name.Name == "." {
					dotted[importPath(spec)] = true
				}
			}
		}
	}
	for _, u := range p.units {
		if dotted[u.path] {
			sum := sha256.Sum256([]byte(u.path))
			u.reset = resetName + hex.EncodeToString(sum[:4])
		}
	}
}

// embed copies the files that a unit embeds.
func (p *program) embed(u *unit, folder string) error {
	for _, name := range u.embeds {
		if embedsSource(name) {
			continue
		}
		content, err := os.ReadFile(filepath.Join(u.dir, filepath.FromSlash(name)))
		if err != nil {
			return fmt.Errorf("copying what %s embeds: %w", u.path, err)
		}
		p.out.Files[folder+name] = content
	}
	return nil
}

// embedsSource reports whether an embedded file is one that go build would compile.
func embedsSource(name string) bool {
	return !strings.Contains(name, "/") && strings.HasSuffix(name, ".go")
}

// refuse collects refusals.
func (p *program) refuse(left []*unit) {
	r := &refuser{fset: p.fset, dir: p.cfg.Dir, allow: p.cfg.Allow, seen: map[[2]string]bool{}}
	for _, u := range left {
		r.add(u, u.dir, 0, "its tests", "they import what imports the package with its tests: explore "+u.path+" on its own")
	}
	for _, u := range p.units {
		for _, name := range u.embeds {
			if embedsSource(name) {
				r.add(u, filepath.Join(u.dir, name), 1, "//go:embed", "the embedded file would be compiled with the package")
			}
		}
		listed := p.all[u.path]
		if u.main {
			r.refuse(u, listed)
		} else {
			r.dependency(u, listed, p.units)
		}
	}
	p.out.Refusals = r.all
	slices.SortStableFunc(p.out.Refusals, func(a, b Refusal) int {
		return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
}

// inputs says what was read.
func (p *program) inputs() {
	hash := sha256.New()
	part := func(s string) { fmt.Fprintf(hash, "%d:%s", len(s), s) }
	part(version)
	for _, s := range []string{p.cfg.Module, p.cfg.Folder, p.cfg.Sched} {
		part(s)
	}
	for _, path := range sorted(p.cfg.Shims) {
		part(path)
		part(p.cfg.Shims[path])
	}
	dirs := map[string]bool{}
	for _, u := range p.units {
		dirs[u.dir] = true
		part(u.path)
		part(u.goVersion)
		for _, f := range u.files {
			part(filepath.Base(f.path)) // tokens are valid wherever the module lies
			part(string(f.src))
		}
		for _, name := range u.foreign {
			part(string(p.out.Files[p.cfg.Folder+"/"+u.target+"/"+laidForeign(name)]))
		}
		for _, name := range u.embeds {
			part(string(p.out.Files[p.cfg.Folder+"/"+u.target+"/"+name]))
		}
		if l := p.all[u.path]; l != nil && l.Module != nil && l.Module.GoMod != "" && u.main {
			dirs[l.Module.GoMod] = true
		}
	}
	p.out.Inputs = sorted(dirs)
	p.out.Digest = hex.EncodeToString(hash.Sum(nil))
}
