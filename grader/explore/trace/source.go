package trace

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"

	"racekit/grader/explore/step"
	"racekit/grader/report/term"
)

// sources finds out what the source calls the objects of method calls. Each file is read
// and parsed once.
type sources struct {
	src   Source
	files map[string]map[int][]call
}

// call is a call of a method, or of a function of sync/atomic, by what is called.
type call struct {
	method, on string
	// at keeps the order of calls on one line.
	at token.Pos
}

func newSources(src Source) *sources {
	return &sources{src: src, files: map[string]map[int][]call{}}
}

// receivers are the different expressions on which a step of kind k is called on a line,
// in the order of the source; calls are those calls.
func (s *sources) receivers(file string, line int, k step.Kind) (on []string, calls []call) {
	methods := methodsOf(k)
	if len(methods) == 0 {
		return nil, nil
	}
	for _, c := range s.lines(file)[line] {
		if !slices.Contains(methods, c.method) || c.on == "" {
			continue
		}
		calls = append(calls, c)
		if !slices.Contains(on, c.on) {
			on = append(on, c.on)
		}
	}
	return on, calls
}

// lines are the calls of a file by their lines; nil if it cannot be read.
func (s *sources) lines(file string) map[int][]call {
	if calls, ok := s.files[file]; ok || s.src == nil || file == "" {
		return calls
	}
	s.files[file] = nil
	text, err := s.src.File(file)
	if err != nil {
		return nil
	}
	set := token.NewFileSet()
	f, _ := parser.ParseFile(set, file, text, parser.SkipObjectResolution)
	if f == nil {
		return nil
	}
	r := reader{set: set, text: text, atomic: importName(f, "sync/atomic"), calls: map[int][]call{}}
	ast.Inspect(f, r.visit)
	for _, calls := range r.calls {
		slices.SortStableFunc(calls, func(a, b call) int { return int(a.at - b.at) })
	}
	s.files[file] = r.calls
	return r.calls
}

// importName is what f calls the package of a path, "" if it does not import it.
func importName(f *ast.File, path string) string {
	for _, i := range f.Imports {
		if p, err := strconv.Unquote(i.Path.Value); err == nil && p == path {
			if i.Name != nil {
				return i.Name.Name
			}
			return path[strings.LastIndexByte(path, '/')+1:]
		}
	}
	return ""
}

// reader collects the calls of a file.
type reader struct {
	set    *token.FileSet
	text   []byte
	atomic string
	calls  map[int][]call
}

func (r *reader) visit(n ast.Node) bool {
	e, ok := n.(*ast.CallExpr)
	if !ok {
		return true
	}
	sel, ok := e.Fun.(*ast.SelectorExpr)
	if !ok || sel.Sel == nil {
		return true
	}
	c := call{method: sel.Sel.Name, on: r.source(sel.X), at: sel.Sel.Pos()}
	if x, ok := sel.X.(*ast.Ident); ok && x.Name == r.atomic && r.atomic != "" {
		if len(e.Args) == 0 {
			return true
		}
		c.on = strings.TrimPrefix(r.source(e.Args[0]), "&")
		c.method = strings.TrimRight(strings.TrimSuffix(strings.TrimSuffix(c.method, "Pointer"), "ptr"), "UuIint0123456789")
	}
	// Which of these lines the compiler gives to a call that is broken over several has
	// changed with its versions.
	var lines []int
	for _, pos := range []token.Pos{e.Pos(), sel.Sel.Pos(), e.Lparen} {
		if line := r.set.PositionFor(pos, false).Line; line > 0 && !slices.Contains(lines, line) {
			lines = append(lines, line)
			r.calls[line] = append(r.calls[line], c)
		}
	}
	return true
}

// source is the text of an expression on one line, "" if it is too long for a name.
func (r *reader) source(e ast.Expr) string {
	const most = 40
	from, to := r.set.PositionFor(e.Pos(), false).Offset, r.set.PositionFor(e.End(), false).Offset
	if from < 0 || to > len(r.text) || from > to {
		return ""
	}
	text := term.Line(string(r.text[from:to]))
	if term.Width(text) > most {
		return ""
	}
	return text
}

// methodsOf are the methods whose call may be a step of kind k.
func methodsOf(k step.Kind) []string {
	switch k {
	case step.Lock, step.RLock, step.Unlock, step.RUnlock, step.TryLock, step.TryRLock:
		return []string{k.String()}
	case step.GroupAdd:
		return []string{"Add", "Done", "Go"}
	case step.GroupWait, step.CondWait:
		return []string{"Wait"}
	case step.Once:
		return []string{"Do"}
	case step.CondSignal, step.CondBroadcast:
		return []string{k.String()}
	case step.AtomicLoad:
		return []string{"Load"}
	case step.AtomicStore:
		return []string{"Store"}
	case step.AtomicAdd:
		return []string{"Add", "And", "Or"}
	case step.AtomicSwap:
		return []string{"Swap"}
	case step.AtomicCAS:
		return []string{"CompareAndSwap"}
	case step.PoolGet:
		return []string{"Get"}
	case step.PoolPut:
		return []string{"Put"}
	case step.SyncMapRead:
		return []string{"Load", "Range", "LoadOrStore"}
	case step.SyncMapWrite:
		return []string{"Store", "LoadOrStore", "LoadAndDelete", "Delete", "Swap", "CompareAndSwap", "CompareAndDelete", "Clear"}
	case step.ContextErr:
		return []string{"Err"}
	}
	return nil
}
