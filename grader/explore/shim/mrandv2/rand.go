// Package rand stands for the standard library's math/rand/v2 in explored programs: what
// is drawn from the global source depends on the seed of the exploration and on what
// happened before in the schedule. Generators of the program's own are the real ones.
package rand

import (
	"math/rand/v2"

	"racekit/grader/explore/sched"
)

// These are the real ones.
type (
	ChaCha8 = rand.ChaCha8
	PCG     = rand.PCG
	Rand    = rand.Rand
	Source  = rand.Source
	Zipf    = rand.Zipf
)

// These are the real ones.
var (
	New        = rand.New
	NewChaCha8 = rand.NewChaCha8
	NewPCG     = rand.NewPCG
	NewZipf    = rand.NewZipf
)

// source draws from the schedule. It has no state of its own, so that goroutines can share
// it as they share the global source.
type source struct{}

// Uint64 implements rand.Source.
func (source) Uint64() uint64 { return sched.Draw() }

var global = rand.New(source{})

type intType interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 |
		~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr
}

// N is rand.N.
//
//go:norace
func N[Int intType](n Int) Int {
	if n <= 0 {
		panic("invalid argument to N")
	}
	return Int(Uint64N(uint64(n)))
}

// Int64 is rand.Int64.
//
//go:noinline
func Int64() int64 { return global.Int64() }

// Uint32 is rand.Uint32.
//
//go:noinline
func Uint32() uint32 { return global.Uint32() }

// Uint64 is rand.Uint64.
//
//go:noinline
func Uint64() uint64 { return global.Uint64() }

// Int32 is rand.Int32.
//
//go:noinline
func Int32() int32 { return global.Int32() }

// Int is rand.Int.
//
//go:noinline
func Int() int { return global.Int() }

// Uint is rand.Uint.
//
//go:noinline
func Uint() uint { return global.Uint() }

// Int64N is rand.Int64N.
//
//go:noinline
func Int64N(n int64) int64 { return global.Int64N(n) }

// Uint64N is rand.Uint64N.
//
//go:noinline
func Uint64N(n uint64) uint64 { return global.Uint64N(n) }

// Int32N is rand.Int32N.
//
//go:noinline
func Int32N(n int32) int32 { return global.Int32N(n) }

// Uint32N is rand.Uint32N.
//
//go:noinline
func Uint32N(n uint32) uint32 { return global.Uint32N(n) }

// IntN is rand.IntN.
//
//go:noinline
func IntN(n int) int { return global.IntN(n) }

// UintN is rand.UintN.
//
//go:noinline
func UintN(n uint) uint { return global.UintN(n) }

// Float64 is rand.Float64.
//
//go:noinline
func Float64() float64 { return global.Float64() }

// Float32 is rand.Float32.
//
//go:noinline
func Float32() float32 { return global.Float32() }

// Perm is rand.Perm.
//
//go:noinline
func Perm(n int) []int { return global.Perm(n) }

// Shuffle is rand.Shuffle.
//
//go:noinline
func Shuffle(n int, swap func(i, j int)) { global.Shuffle(n, swap) }

// NormFloat64 is rand.NormFloat64.
//
//go:noinline
func NormFloat64() float64 { return global.NormFloat64() }

// ExpFloat64 is rand.ExpFloat64.
//
//go:noinline
func ExpFloat64() float64 { return global.ExpFloat64() }
