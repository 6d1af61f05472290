package client

import (
	"errors"
	"net/http"
	"strings"

	"github.com/jansadm/jansadm/client/transport"
)

// mayBeMissing are the paths below which the Config API itself answers with an empty 404: for a script that does not exist
// (CustomScriptResource.java), for a token or session that is to be removed and is not there (TokenResource.java, SessionResource.java), and
// by RESTEasy for what an older version does not offer.
var mayBeMissing = []string{
	scriptsPath + "/inum/", propertiesPath + "/", "/health/app-version", authHealthPath, revokePath + "/", sessionsPath + "/sid/",
	auditPath,
}

// absent recognises that it is not the Config API that answers 404: its own answer has a code (ApiError.java). What it may mean must not
// be taken for an entry that was deleted.
func (a *api) absent(path string, response transport.Response, err error) error {
	failure := (*transport.Error)(nil)
	if !errors.As(err, &failure) || failure.Status != http.StatusNotFound || failure.Code != "" {
		return err
	}
	for _, prefix := range mayBeMissing {
		if len(response.Body) == 0 && strings.HasPrefix(path, prefix) {
			return err
		}
	}
	told := *failure
	told.Kind, told.Message, told.Detail = transport.KindProtocol, "", "there is no Config API at "+a.url
	told.Hint = "Check the server's address, and that the Config API is installed there. One at an unusual place is named in the profile: " +
		"jansadm profile edit NAME --config-url URL."
	return &told
}
