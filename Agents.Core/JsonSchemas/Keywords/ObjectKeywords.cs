using System.Collections.Frozen;
using Agents.Core.Diagnostics;
using Agents.Core.Json;
using Agents.Core.JsonSchemas.Compilation;
using Agents.Core.JsonSchemas.Patterns;
using Agents.Core.JsonSchemas.Validation;

namespace Agents.Core.JsonSchemas.Keywords;

internal sealed class PropertiesKeyword(KeywordSource source) : Keyword(source)
{
    private readonly FrozenDictionary<string, SchemaNode> _schemas = source.SubschemaMap().ToFrozenDictionary(StringComparer.Ordinal);

    public override bool Validate(JsonValue instance, ValidationPass pass, Evaluated? evaluated)
    {
        if (instance is not JsonObject document)
        {
            return true;
        }

        var valid = true;
        for (var i = 0; i < document.Count && (valid || pass.Collects); i++)
        {
            if (_schemas.TryGetValue(document.Members[i].Key, out var schema))
            {
                valid &= Children.Check(schema, document, i, pass, evaluated);
            }
        }

        return valid;
    }
}

internal sealed class PatternPropertiesKeyword(KeywordSource source) : Keyword(source)
{
    private readonly (SchemaPattern Pattern, SchemaNode Schema)[] _schemas =
        [.. source.SubschemaMap().Select(pair => (source.Pattern(pair.Key), pair.Value))];

    public override bool Validate(JsonValue instance, ValidationPass pass, Evaluated? evaluated)
    {
        if (instance is not JsonObject document)
        {
            return true;
        }

        var valid = true;
        for (var i = 0; i < document.Count && (valid || pass.Collects); i++)
        {
            foreach (var (pattern, schema) in _schemas)
            {
                if (pattern.IsMatch(document.Members[i].Key, this, pass))
                {
                    valid &= Children.Check(schema, document, i, pass, evaluated);
                }
            }
        }

        return valid;
    }
}

internal sealed class AdditionalPropertiesKeyword(KeywordSource source) : Keyword(source)
{
    private readonly SchemaNode _schema = source.Subschema();
    private readonly FrozenSet<string> _named = (source.Sibling("properties") as JsonObject ?? JsonObject.Empty).Keys.ToFrozenSet(StringComparer.Ordinal);
    private readonly SchemaPattern[] _patterns =
        [.. (source.Sibling("patternProperties") as JsonObject ?? JsonObject.Empty).Keys.Select(source.Pattern)];

    public override bool Validate(JsonValue instance, ValidationPass pass, Evaluated? evaluated)
    {
        if (instance is not JsonObject document)
        {
            return true;
        }

        var valid = true;
        for (var i = 0; i < document.Count && (valid || pass.Collects); i++)
        {
            var key = document.Members[i].Key;
            if (!_named.Contains(key) && !Array.Exists(_patterns, pattern => pattern.IsMatch(key, this, pass)))
            {
                valid &= _schema.Always == false
                    ? Children.RefuseProperty(this, key, document, _named, pass)
                    : Children.Check(_schema, document, i, pass, evaluated);
            }
        }

        return valid;
    }
}

internal sealed class PropertyNamesKeyword(KeywordSource source) : Keyword(source)
{
    private readonly SchemaNode _schema = source.Subschema();

    public override bool Validate(JsonValue instance, ValidationPass pass, Evaluated? evaluated)
    {
        if (instance is not JsonObject document)
        {
            return true;
        }

        var valid = true;
        foreach (var (key, _) in document.Members)
        {
            pass.Into(key);
            valid &= _schema.Validate(new JsonString(key), pass, null);
            pass.Out();
            if (!valid && !pass.Collects)
            {
                break;
            }
        }

        return valid;
    }
}

internal sealed class RequiredKeyword(KeywordSource source) : Keyword(source)
{
    private readonly string[] _names = source.Texts();

    public override bool Validate(JsonValue instance, ValidationPass pass, Evaluated? evaluated)
        => instance is not JsonObject document || Missing.Report(this, _names, document, because: "", pass);
}

/// <summary><c>dependentRequired</c> and the part of <c>dependencies</c> that lists names.</summary>
internal sealed class DependentRequiredKeyword(KeywordSource source) : Keyword(source)
{
    private readonly (string Key, string[] Names)[] _rules =
        [.. source.Expect<JsonObject>("an object").Where(static pair => pair.Value is JsonArray).Select(pair => (pair.Key, source.TextsOf(pair.Value)))];

    public override bool Validate(JsonValue instance, ValidationPass pass, Evaluated? evaluated)
    {
        if (instance is not JsonObject document)
        {
            return true;
        }

        var valid = true;
        foreach (var (key, names) in _rules)
        {
            valid &= !document.ContainsKey(key) || Missing.Report(this, names, document, $" because '{key}' is there", pass);
        }

        return valid;
    }
}

/// <summary>Reports required properties that are not there.</summary>
internal static class Missing
{
    public static bool Report(Keyword keyword, string[] names, JsonObject document, string because, ValidationPass pass)
    {
        var valid = true;
        foreach (var name in names)
        {
            if (document.ContainsKey(name))
            {
                continue;
            }

            valid = false;
            if (!pass.Collects)
            {
                break;
            }

            var closest = Suggestion.Nearest(name, document.Keys.Where(key => !names.Contains(key, StringComparer.Ordinal)));
            pass.Fail(keyword, new Problem($"The property '{name}' is required{because}.")
            {
                Expected = name,
                Hint = closest is null ? null : $"Is '{closest}' meant?",
            });
        }

        return valid;
    }
}
