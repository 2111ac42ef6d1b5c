//go:build unix

package pgembed

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	embedded "github.com/fergusstrange/embedded-postgres"
)

// bundles are the builds of PostgreSQL that can be fetched, by major version.
var bundles = map[int]embedded.PostgresVersion{
	14: embedded.V14, 15: embedded.V15, 16: embedded.V16, 17: embedded.V17, 18: embedded.V18,
}

// newestBundle is fetched when any version will do.
const newestBundle = 18

// fetch downloads the programs of a major version, or of the newest if it is 0, and keeps them in the cache. It
// returns their directory. The repository is the library's own unless another URL is given.
func fetch(ctx context.Context, cache string, major int, repository string) (string, error) {
	version, ok := bundles[cmp.Or(major, newestBundle)]
	if !ok {
		return "", fmt.Errorf("PostgreSQL %d is not offered", major)
	}
	dest := filepath.Join(cache, fmt.Sprintf("postgres-%s-%s-%s", version, runtime.GOOS, runtime.GOARCH))
	if exists(dest) {
		return filepath.Join(dest, "bin"), nil
	}
	work, err := os.MkdirTemp(cache, "download-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(work)
	if err := unpack(ctx, version, repository, work); err != nil {
		return "", err
	}
	if err := os.Rename(filepath.Join(work, "unpacked"), dest); err != nil && !exists(dest) {
		return "", err
	}
	return filepath.Join(dest, "bin"), nil
}

// unpack has the library download a bundle into work/unpacked. The library can only do that on its way to
// starting a server of its own, which we do not want: it fails as root and outlives its parent. So it is given a
// data directory that cannot be, and stops there. It makes its runtime directory between unpacking and the data,
// which tells that stop from a failed download.
func unpack(ctx context.Context, version embedded.PostgresVersion, repository, work string) error {
	runtimeDir := filepath.Join(work, "runtime")
	config := embedded.DefaultConfig().Version(version).Logger(nil).Port(0).
		BinariesPath(filepath.Join(work, "unpacked")).CachePath(work).
		RuntimePath(runtimeDir).DataPath(filepath.Join(os.DevNull, "data"))
	if repository != "" {
		config = config.BinaryRepositoryURL(repository)
	}
	// The library takes no context: a download that nobody waits for any more ends by itself.
	failed := make(chan error, 1)
	go func() { failed <- embedded.NewDatabase(config).Start() }()
	select {
	case err := <-failed:
		if exists(runtimeDir) {
			return os.Chmod(filepath.Join(work, "unpacked"), 0o755)
		}
		return cmp.Or(err, errors.New("nothing was unpacked"))
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// cacheDir returns the directory for what can be made again. Root's is one that the server's account can enter.
func cacheDir() (string, error) {
	base := "/var/cache"
	if os.Geteuid() != 0 {
		var err error
		if base, err = os.UserCacheDir(); err != nil {
			return "", err
		}
	}
	dir := filepath.Join(base, "planbot")
	return dir, os.MkdirAll(dir, 0o755)
}
