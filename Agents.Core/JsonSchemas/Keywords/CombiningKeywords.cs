using Agents.Core.Json;
using Agents.Core.JsonSchemas.Compilation;
using Agents.Core.JsonSchemas.Validation;

namespace Agents.Core.JsonSchemas.Keywords;

internal sealed class AllOfKeyword(KeywordSource source) : Keyword(source)
{
    private readonly SchemaNode[] _schemas = source.SubschemaList();

    public override bool Validate(JsonValue instance, ValidationPass pass, Evaluated? evaluated)
    {
        var valid = true;
        foreach (var schema in _schemas)
        {
            valid &= schema.Validate(instance, pass, evaluated);
            if (!valid && !pass.Collects)
            {
                break;
            }
        }

        return valid;
    }
}

internal sealed class AnyOfKeyword(KeywordSource source) : Keyword(source)
{
    private readonly SchemaNode[] _schemas = source.SubschemaList();

    public override bool Validate(JsonValue instance, ValidationPass pass, Evaluated? evaluated)
    {
        var valid = false;
        var closest = new ClosestBranch(pass);
        foreach (var schema in _schemas)
        {
            valid |= pass.Separately(schema, instance, evaluated, out var errors);
            if (valid && evaluated is null)
            {
                return true;
            }

            closest.Offer(errors);
        }

        return valid || (pass.Collects && Fail(closest, pass));
    }

    private bool Fail(ClosestBranch closest, ValidationPass pass)
    {
        pass.Fail(this, new Problem($"Expected one of {_schemas.Length} alternatives to match; none does."));
        pass.Report(closest.Errors);
        return false;
    }
}

internal sealed class OneOfKeyword(KeywordSource source) : Keyword(source)
{
    private readonly SchemaNode[] _schemas = source.SubschemaList();

    public override bool Validate(JsonValue instance, ValidationPass pass, Evaluated? evaluated)
    {
        var matches = new List<int>();
        var closest = new ClosestBranch(pass);
        for (var i = 0; i < _schemas.Length && matches.Count < 2; i++)
        {
            if (pass.Separately(_schemas[i], instance, evaluated, out var errors))
            {
                matches.Add(i);
            }
            else
            {
                closest.Offer(errors);
            }
        }

        return matches.Count == 1 || (pass.Collects && Fail(matches, closest, pass));
    }

    private bool Fail(List<int> matches, ClosestBranch closest, ValidationPass pass)
    {
        if (matches.Count > 1)
        {
            return pass.Fail(this, new Problem($"Expected exactly one of {_schemas.Length} alternatives to match; numbers {matches[0]} and {matches[1]} both do."));
        }

        pass.Fail(this, new Problem($"Expected one of {_schemas.Length} alternatives to match; none does."));
        pass.Report(closest.Errors);
        return false;
    }
}

internal sealed class NotKeyword(KeywordSource source) : Keyword(source)
{
    private readonly SchemaNode _schema = source.Subschema();

    public override bool Validate(JsonValue instance, ValidationPass pass, Evaluated? evaluated)
        => !pass.Quietly(_schema, instance, null) || pass.Fail(this, new Problem("Expected a value that does not match the schema under 'not'."));
}

internal sealed class IfKeyword(KeywordSource source) : Keyword(source)
{
    private readonly SchemaNode _if = source.Subschema();
    private readonly SchemaNode? _then = source.SiblingSchema("then");
    private readonly SchemaNode? _else = source.SiblingSchema("else");

    public override bool Validate(JsonValue instance, ValidationPass pass, Evaluated? evaluated)
    {
        var branch = pass.Quietly(_if, instance, evaluated) ? _then : _else;
        return branch is null || branch.Validate(instance, pass, evaluated);
    }
}

/// <summary><c>dependentSchemas</c> and the part of <c>dependencies</c> that holds schemas.</summary>
internal sealed class DependentSchemasKeyword(KeywordSource source) : Keyword(source)
{
    private readonly (string Key, SchemaNode Schema)[] _rules =
        [.. source.Expect<JsonObject>("an object").Where(static pair => pair.Value is not JsonArray).Select(pair => (pair.Key, source.Member(pair.Key, pair.Value)))];

    public override bool Validate(JsonValue instance, ValidationPass pass, Evaluated? evaluated)
    {
        if (instance is not JsonObject document)
        {
            return true;
        }

        var valid = true;
        foreach (var (key, schema) in _rules)
        {
            valid &= !document.ContainsKey(key) || schema.Validate(instance, pass, evaluated);
        }

        return valid;
    }
}

/// <summary><c>dependencies</c> of draft-07, which draft 2020-12 split in two.</summary>
internal sealed class DependenciesKeyword(KeywordSource source) : Keyword(source)
{
    private readonly DependentRequiredKeyword _names = new(source);
    private readonly DependentSchemasKeyword _schemas = new(source);

    public override bool Validate(JsonValue instance, ValidationPass pass, Evaluated? evaluated)
        => _names.Validate(instance, pass, evaluated) & _schemas.Validate(instance, pass, evaluated);
}

/// <summary>
/// Of the alternatives that failed, keeps the errors of the one that was probably meant: the value's type fits, then its tag (<c>const</c>, <c>enum</c>)
/// fits, then fewest errors.
/// </summary>
internal sealed class ClosestBranch(ValidationPass pass)
{
    private readonly string _pointer = pass.Collects ? pass.Pointer() : "";
    private (int Types, int Tags, int Count) _best = (int.MaxValue, 0, 0);

    public IReadOnlyList<SchemaError> Errors { get; private set; } = [];

    public void Offer(List<SchemaError> errors)
    {
        if (!pass.Collects)
        {
            return;
        }

        var rank = (
            errors.Count(error => error.InstancePointer == _pointer && error.Keyword == "type"),
            errors.Count(static error => error.Keyword is "const" or "enum"),
            errors.Count);
        if (rank.CompareTo(_best) < 0)
        {
            _best = rank;
            Errors = errors;
        }
    }
}
