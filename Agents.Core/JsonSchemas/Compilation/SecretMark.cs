using Agents.Core.Json;

namespace Agents.Core.JsonSchemas.Compilation;

/// <summary>Which schemas describe secrets: their values are never repeated in messages.</summary>
internal static class SecretMark
{
    public static bool IsOn(JsonObject schema)
        => schema.Find("secret") is JsonBoolean { Value: true }
            || schema.Find("x-secret") is JsonBoolean { Value: true }
            || schema.Find("writeOnly") is JsonBoolean { Value: true }
            || schema.Find("format") is JsonString { Value: "password" };
}
