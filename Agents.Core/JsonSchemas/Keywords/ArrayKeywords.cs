using Agents.Core.Json;
using Agents.Core.JsonSchemas.Compilation;
using Agents.Core.JsonSchemas.Validation;

namespace Agents.Core.JsonSchemas.Keywords;

/// <summary><c>prefixItems</c>, and <c>items</c> of draft-07 where it is a list: one schema per position.</summary>
internal sealed class PrefixItemsKeyword(KeywordSource source) : Keyword(source)
{
    private readonly SchemaNode[] _schemas = source.SubschemaList();

    public override bool Validate(JsonValue instance, ValidationPass pass, Evaluated? evaluated)
    {
        if (instance is not JsonArray array)
        {
            return true;
        }

        var valid = true;
        for (var i = 0; i < array.Count && i < _schemas.Length && (valid || pass.Collects); i++)
        {
            valid &= Children.Check(_schemas[i], array, i, pass, evaluated);
        }

        return valid;
    }
}

/// <summary>One schema for every item from a position on: <c>items</c> and <c>additionalItems</c>.</summary>
internal sealed class ItemsKeyword(KeywordSource source, int from) : Keyword(source)
{
    private readonly SchemaNode _schema = source.Subschema();

    /// <summary>Draft 2020-12: the items after <c>prefixItems</c>.</summary>
    public static ItemsKeyword AfterPrefix(KeywordSource source) => new(source, source.Sibling("prefixItems") is JsonArray prefix ? prefix.Count : 0);

    /// <summary>Draft-07: a schema for all items, or a list of schemas.</summary>
    public static Keyword Draft7(KeywordSource source) => source.Value is JsonArray { Count: > 0 } ? new PrefixItemsKeyword(source) : new ItemsKeyword(source, 0);

    /// <summary>Draft-07: the items after a list of schemas; without one it says nothing.</summary>
    public static Keyword? Additional(KeywordSource source)
        => source.Sibling("items") is JsonArray { Count: > 0 } list ? new ItemsKeyword(source, list.Count) : null;

    public override bool Validate(JsonValue instance, ValidationPass pass, Evaluated? evaluated)
    {
        if (instance is not JsonArray array)
        {
            return true;
        }

        if (_schema.Always == false && array.Count > from)
        {
            return pass.Fail(this, new Problem($"Expected at most {from} items, found {array.Count}."));
        }

        var valid = true;
        for (var i = from; i < array.Count && (valid || pass.Collects); i++)
        {
            valid &= Children.Check(_schema, array, i, pass, evaluated);
        }

        return valid;
    }
}

internal sealed class ContainsKeyword(KeywordSource source) : Keyword(source)
{
    private readonly SchemaNode _schema = source.Subschema();
    private readonly long _minimum = (source.Resource.Dialect.IsDraft7 ? null : source.SiblingCount("minContains")) ?? 1;
    private readonly long _maximum = (source.Resource.Dialect.IsDraft7 ? null : source.SiblingCount("maxContains")) ?? long.MaxValue;

    public override bool Validate(JsonValue instance, ValidationPass pass, Evaluated? evaluated)
    {
        if (instance is not JsonArray array)
        {
            return true;
        }

        var found = 0L;
        for (var i = 0; i < array.Count; i++)
        {
            pass.Into(i);
            if (pass.Quietly(_schema, array[i], null))
            {
                found++;
                evaluated?.Mark(i);
            }

            pass.Out();
        }

        return (found >= _minimum && found <= _maximum) || (pass.Collects && pass.Fail(this, Describe(found)));
    }

    private Problem Describe(long found)
    {
        var expected = found < _minimum ? $"at least {_minimum}" : $"at most {_maximum}";
        return new Problem($"Expected {expected} items that match the contains schema, found {found}.") { Expected = expected, Actual = found.ToString() };
    }
}

internal sealed class UniqueItemsKeyword(KeywordSource source) : Assertion(source)
{
    private readonly bool _isOn = source.Flag();

    protected override bool Holds(JsonValue instance) => !_isOn || instance is not JsonArray array || FirstRepeat(array) < 0;

    protected override Problem Describe(JsonValue instance, ValidationPass pass)
    {
        var repeat = FirstRepeat((JsonArray)instance);
        return new Problem($"Expected items that differ; item {repeat} ({pass.Show(((JsonArray)instance)[repeat])}) came before.");
    }

    private static int FirstRepeat(JsonArray array)
    {
        var seen = new HashSet<JsonValue>(array.Count);
        for (var i = 0; i < array.Count; i++)
        {
            if (!seen.Add(array[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
