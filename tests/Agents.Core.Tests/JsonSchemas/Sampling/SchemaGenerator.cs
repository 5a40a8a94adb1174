using Agents.Core.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Agents.Core.Tests.JsonSchemas.Sampling;

/// <summary>Random schemas that some value keeps, as JSON text so that failures can be read.</summary>
internal static class SchemaGenerator
{
    private static readonly string[] Patterns = ["^[a-z]+$", "^\\d{2,4}$", "(ab|cd)+x?", "^[A-Z][^0-9]*$", "\\.json$"];

    private static readonly string[] Formats = ["date", "date-time", "email", "uri", "uuid", "ipv4", "ipv6", "time", "duration", "hostname"];

    public static Arbitrary<string> Satisfiable => Arb.From(Gen.Sized(static size => Schema(Math.Min(size / 15, 3))).Select(static schema => schema.ToJson()));

    private static Gen<JsonObject> Schema(int depth)
        => depth == 0
            ? Gen.OneOf(Number(), Text(), Fixed())
            : Gen.OneOf(Number(), Text(), Fixed(), Array(depth - 1), Object(depth - 1), Object(depth - 1), Alternatives(depth - 1), All(depth - 1), Reference(depth - 1));

    private static Gen<JsonObject> Number()
        => from integer in ArbMap.Default.GeneratorFor<bool>()
           from low in Gen.Choose(-1_000, 1_000)
           from room in Gen.Choose(0, 30)
           from step in Gen.Choose(1, 5)
           from exclusive in ArbMap.Default.GeneratorFor<bool>()
           select JsonObject.Of(
               ("type", integer ? "integer" : "number"),
               (exclusive ? "exclusiveMinimum" : "minimum", (long)low),
               ("maximum", (long)(low + step + room)),
               ("multipleOf", (long)step));

    private static Gen<JsonObject> Text()
        => Gen.OneOf(
            from shortest in Gen.Choose(0, 40)
            from room in Gen.Choose(0, 10)
            select JsonObject.Of(("type", "string"), ("minLength", (long)shortest), ("maxLength", (long)(shortest + room))),
            Gen.Elements(Patterns).Select(static pattern => JsonObject.Of(("type", "string"), ("pattern", pattern))),
            Gen.Elements(Formats).Select(static format => JsonObject.Of(("type", "string"), ("format", format))));

    private static Gen<JsonObject> Fixed()
        => Gen.Elements("""{"const": {"a": [1]}}""", """{"enum": [null, "x", 3]}""", """{"type": ["boolean", "null"]}""", """{"type": "string", "default": 5}""", "{}")
            .Select(static json => (JsonObject)JsonValue.Parse(json));

    private static Gen<JsonObject> Array(int depth)
        => from items in Schema(depth)
           from prefix in Gen.ListOf(Schema(depth), 2)
           from least in Gen.Choose(0, 4)
           select JsonObject.Of(("type", "array"), ("items", items), ("prefixItems", JsonArray.From(prefix)), ("minItems", (long)least), ("maxItems", (long)least + 1));

    private static Gen<JsonObject> Object(int depth)
        => from first in Schema(depth)
           from second in Schema(depth)
           from rest in Schema(depth)
           from least in Gen.Choose(0, 4)
           select JsonObject.Of(
               ("type", "object"),
               ("properties", JsonObject.Of(("a", first), ("b", second))),
               ("required", JsonArray.Create("b", "c")),
               ("additionalProperties", rest),
               ("minProperties", (long)least));

    private static Gen<JsonObject> Alternatives(int depth)
        => from keyword in Gen.Constant("anyOf")
           from schemas in Gen.ListOf(Schema(depth), 3)
           select JsonObject.Of((keyword, JsonArray.From(schemas)));

    private static Gen<JsonObject> All(int depth)
        => from schema in Schema(depth)
           select JsonObject.Of(("allOf", JsonArray.Create(schema, true, JsonObject.Of(("description", "all")))));

    private static Gen<JsonObject> Reference(int depth)
        => from schema in Schema(depth)
           from name in Gen.Choose(0, 1_000_000)
           select JsonObject.Of(("$id", $"urn:generated:{name}"), ("$ref", "#/$defs/it"), ("$defs", JsonObject.Of(("it", schema))));
}
