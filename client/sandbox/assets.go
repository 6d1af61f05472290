package sandbox

import (
	"net/http"
	"strconv"
)

const (
	scopeAssetRead  = oauthPrefix + "config/asset.readonly"
	scopeAssetWrite = oauthPrefix + "config/asset.write"
	scopeAssetAdmin = oauthPrefix + "config/asset.admin"
)

// assetRoutes are the operations of AssetResource.java that the existing console asks for before it lets anybody go on. The sandbox has no
// folders for files: it answers as a server whose assetDirMapping is empty.
func (c *configAPI) assetRoutes() []apiRoute {
	const path = "/jans-assets"
	read := readAccess(scopeAssetRead, scopeAssetWrite, scopeAssetAdmin)
	return []apiRoute{
		{method: http.MethodGet, path: path, access: read, handle: listAssets},
		{method: http.MethodGet, path: path + "/services", access: read, handle: emptyList},
		{method: http.MethodGet, path: path + "/asset-type", access: read, handle: emptyList},
	}
}

func listAssets(call *apiCall) apiAnswer {
	q, refusal := call.listParameters()
	if refusal != nil {
		return *refusal
	}
	return okJSON([]byte(`{"start":` + strconv.Itoa(q.start) + `,"totalEntriesCount":0,"entriesCount":0}`))
}

func emptyList(*apiCall) apiAnswer { return okJSON([]byte("[]")) }
