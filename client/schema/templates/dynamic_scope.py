# Dynamic scope script: adds claims to userinfo from attributes of the person.
#
# Its configuration properties say which: the name of a property is the claim,
# its value the attribute that holds it. For example
#
#     work_phone = telephoneNumber
#     employee_number = employeeNumber
#
# Attach the script to a scope of type dynamic, and give that scope to a client.
# A claim whose attribute has no value is left out; several values make a list.
#
# The sandbox of jansadm runs no scripts. It knows this one by the next line.
# jansadm: claims from configuration properties

from io.jans.model.custom.script.type.scope import DynamicScopeType
from io.jans.service.cdi.util import CdiUtil
from io.jans.as.server.service import UserService
from java.util import ArrayList

import sys


class DynamicScope(DynamicScopeType):
    def __init__(self, currentTimeMillis):
        self.currentTimeMillis = currentTimeMillis

    def init(self, customScript, configurationAttributes):
        print "Dynamic scope %s. Claims: %s" % (customScript.getName(), self.mapping(configurationAttributes).keys())
        return True

    def destroy(self, configurationAttributes):
        return True

    def getApiVersion(self):
        return 11

    # Sets the claims of one answer. A claim that cannot be set is left out, and
    # True comes back all the same: False would keep other scripts from adding theirs.
    def update(self, dynamicScopeContext, configurationAttributes):
        user = dynamicScopeContext.getUser()
        claims = dynamicScopeContext.getJsonWebResponse().getClaims()
        for claim, attribute in self.mapping(configurationAttributes).items():
            try:
                self.setClaim(claims, claim, self.valuesOf(user, attribute))
            except:  # of Java as well as of Python
                print "Dynamic scope. No claim %s from attribute %s: %s" % (claim, attribute, sys.exc_info()[1])
        return True

    def setClaim(self, claims, claim, values):
        if values.size() == 1:
            claims.setClaimObject(claim, values.get(0), True)
        elif values.size() > 1:
            claims.setClaim(claim, values)

    # Claims that discovery lists for the scopes of this script.
    def getSupportedClaims(self, configurationAttributes):
        names = ArrayList()
        for claim in self.mapping(configurationAttributes).keys():
            names.add(claim)
        return names

    # Reads the properties that name both claim and attribute. A hidden value is a secret.
    def mapping(self, configurationAttributes):
        result = {}
        if configurationAttributes is None:
            return result
        for entry in configurationAttributes.entrySet():
            name, value = entry.getKey(), entry.getValue()
            if name is None or value is None or value.getValue2() is None or getattr(value, "hideValue", False):
                continue
            claim, attribute = name.strip(), value.getValue2().strip()
            if claim != "" and attribute != "":
                result[claim] = attribute
        return result

    # Values of an attribute as a Java list, empty when the person has none. The
    # name for signing in and the dates of the entry are no ordinary attributes.
    def valuesOf(self, user, attribute):
        values = ArrayList()
        for value in self.stored(user, attribute):
            if value is not None and value != "":
                values.add(value)
        return values

    def stored(self, user, attribute):
        if user is None:
            return []
        name = attribute.lower()
        if name == "uid":
            return [user.getUserId()]
        if name == "createdat":
            return [user.getCreatedAt()]
        if name == "updatedat":
            return [user.getUpdatedAt()]
        found = CdiUtil.bean(UserService).getCustomAttribute(user, attribute)
        if found is None or found.getValues() is None:
            return []
        return found.getValues()
