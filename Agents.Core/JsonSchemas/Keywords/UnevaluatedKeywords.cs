using Agents.Core.Json;
using Agents.Core.JsonSchemas.Compilation;
using Agents.Core.JsonSchemas.Validation;

namespace Agents.Core.JsonSchemas.Keywords;

/// <summary>A keyword that applies to the children that no other keyword of the schema, or of those it refers to, has looked at.</summary>
internal abstract class UnevaluatedKeyword(KeywordSource source) : Keyword(source)
{
    protected SchemaNode Schema { get; } = source.Subschema();
}

internal sealed class UnevaluatedItemsKeyword(KeywordSource source) : UnevaluatedKeyword(source)
{
    public override bool Validate(JsonValue instance, ValidationPass pass, Evaluated? evaluated)
    {
        if (instance is not JsonArray array)
        {
            return true;
        }

        var valid = true;
        for (var i = 0; i < array.Count && (valid || pass.Collects); i++)
        {
            if (!evaluated!.Has(i))
            {
                valid &= Schema.Always == false ? Refuse(i, pass) : Children.Check(Schema, array, i, pass, evaluated);
            }
        }

        return valid;
    }

    private bool Refuse(int index, ValidationPass pass)
    {
        pass.Into(index);
        pass.Fail(this, new Problem($"Item {index} is not allowed here."));
        pass.Out();
        return false;
    }
}

internal sealed class UnevaluatedPropertiesKeyword(KeywordSource source) : UnevaluatedKeyword(source)
{
    private readonly string[] _named = [.. (source.Sibling("properties") as JsonObject ?? JsonObject.Empty).Keys];

    public override bool Validate(JsonValue instance, ValidationPass pass, Evaluated? evaluated)
    {
        if (instance is not JsonObject document)
        {
            return true;
        }

        var valid = true;
        for (var i = 0; i < document.Count && (valid || pass.Collects); i++)
        {
            if (!evaluated!.Has(i))
            {
                valid &= Schema.Always == false
                    ? Children.RefuseProperty(this, document.Members[i].Key, document, _named, pass)
                    : Children.Check(Schema, document, i, pass, evaluated);
            }
        }

        return valid;
    }
}
