// Package usetoml holds tests of concurrent code that uses the public module
// github.com/pelletier/go-toml/v2.
package usetoml
