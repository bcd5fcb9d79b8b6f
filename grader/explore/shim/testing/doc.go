// Package testing stands for the standard library's testing in explored programs: the
// same names, the same contracts, under the control of package sched.
//
// What a test says to be wrong goes to sched.ReportFrom, what it logs to sched.Log. A
// panic of a test, or of one of its subtests, ends the schedule after the cleanups have
// run, as it ends the process natively.
//
// Benchmarks, fuzz targets and examples compile and are never run. Short and Verbose are
// false, no subtest is filtered out, and as many parallel subtests run as there are.
package testing
