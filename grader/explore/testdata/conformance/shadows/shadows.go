// Package shadows declares names that a rewriter may want for itself.
package shadows

type any2 = any

// Builtins taken by the package.
func len(x int) int { return x + 1000 }

func close(s string) string { return "closed " + s }

type bool string

const true bool = "yes"

var nil = "not nil"

func panic(x int) int { return -x }

var cap, new, max = 1, 2, 3

type any struct{ v int }

type error int

func print(xs ...int) (n int) {
	for _, x := range xs {
		n += x
	}
	return
}

// Names of packages and of likely helpers.
var (
	sync    = "sync var"
	time    = 60
	context = []int{1}
	runtime = map[string]int{"k": 1}
	atomic  struct{ Int64 int }
	sched   = 1
	rt      = 2
	shim    = 3
	explore = 4
	tmp     = 5
	v       = 6
	ok      = 7
	c       = 8
)

func recv(x int) int { return x * 3 }

func send(x int) int { return x * 4 }

func spawn(f func() int) int { return f() }
