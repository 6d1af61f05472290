package sandbox

import (
	"fmt"
	"net/http"

	"github.com/jansadm/jansadm/client/sandbox/internal/jackson"
	"github.com/jansadm/jansadm/client/sandbox/internal/jsonpatch"
	"github.com/jansadm/jansadm/client/sandbox/internal/jsontree"
)

const (
	scopeOrganizationRead  = oauthPrefix + "config/organization.readonly"
	scopeOrganizationWrite = oauthPrefix + "config/organization.write"
	scopeOrganizationAdmin = oauthPrefix + "config/organization.admin"
)

const keyOrganization = "organization"

// organizationClass is GluuOrganization.java.
var organizationClass = func() *jackson.Class {
	text := &jackson.Type{Kind: jackson.Text}
	class := &jackson.Class{Name: "GluuOrganization"}
	for _, name := range []string{
		"dn", "displayName", "description", "member", "countryName", "organization", "status", "managerGroup", "themeColor", "shortName",
		"customMessages", "title", "jsLogoPath", "jsFaviconPath", "baseDn",
	} {
		member := jackson.Member{Name: name, Type: text}
		switch name {
		case "customMessages":
			member.Type = &jackson.Type{Kind: jackson.List, Elem: text}
		case "status":
			member.Type = &jackson.Type{Kind: jackson.Enumeration, Enum: &jackson.Enum{
				Values: []string{"ACTIVE", "INACTIVE", "EXPIRED", "REGISTER"}, Wire: []string{"active", "inactive", "expired", "register"},
			}}
		case "title":
			member.Null = `"Gluu"`
		case "baseDn":
			member.ReadOnly = true
		}
		class.Members = append(class.Members, member)
	}
	class.Derive = func(o map[string]any) { o["baseDn"] = o["dn"] }
	return class
}()

// organizationRoutes are the operations of OrganizationResource.java.
func (c *configAPI) organizationRoutes() []apiRoute {
	const path = "/org"
	return []apiRoute{
		{
			method: http.MethodGet, path: path, access: readAccess(scopeOrganizationRead, scopeOrganizationWrite, scopeOrganizationAdmin),
			handle: getOrganization,
		},
		{
			method: http.MethodPatch, path: path, access: writeAccess(scopeOrganizationWrite, scopeOrganizationAdmin), argument: "pathString",
			handle: patchOrganization,
		},
	}
}

// organization reads what setup or a patch has stored.
func (c *configAPI) organization() (object, error) {
	raw, err := c.store.get(bucketConfig, keyOrganization)
	if err != nil {
		return nil, err
	}
	tree, err := jsontree.Parse(raw)
	if err != nil {
		return nil, fmt.Errorf("stored organization is damaged: %w", err)
	}
	return c.config.mapper.Read(organizationClass, tree)
}

func getOrganization(call *apiCall) apiAnswer {
	organization, err := call.api.organization()
	if err != nil {
		return call.broken(err)
	}
	return okJSON(jackson.Response(organizationClass, organization))
}

// patchOrganization answers every failure with 500, a body that is no patch too.
func patchOrganization(call *apiCall) apiAnswer {
	next, err := call.patchedOrganization()
	if err == nil {
		err = call.api.store.put(bucketConfig, keyOrganization, jsontree.Append(nil, next))
	}
	if err != nil {
		return apiError(http.StatusInternalServerError, err.Error())
	}
	return getOrganization(call)
}

func (call *apiCall) patchedOrganization() (object, error) {
	patch, err := jsonpatch.Parse(call.body)
	if err != nil {
		return nil, err
	}
	organization, err := call.api.organization()
	if err != nil {
		return nil, err
	}
	result, _, err := patch.Apply(organization)
	if err != nil {
		return nil, err
	}
	return call.api.config.mapper.Read(organizationClass, result)
}
