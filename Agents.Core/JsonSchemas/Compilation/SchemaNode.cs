using Agents.Core.Json;
using Agents.Core.JsonSchemas.Keywords;
using Agents.Core.JsonSchemas.Validation;

namespace Agents.Core.JsonSchemas.Compilation;

/// <summary>One compiled schema. Written once while compiling, only read afterwards.</summary>
internal sealed class SchemaNode(SchemaResource resource, string pointer, bool? always, bool isSecret)
{
    private Keyword[] _keywords = [];
    private bool _tracksEvaluated;

    public SchemaResource Resource { get; } = resource;

    /// <summary>Where the schema stands in its document.</summary>
    public string Pointer { get; } = pointer;

    /// <summary>The verdict of a boolean schema; null for an object.</summary>
    public bool? Always { get; } = always;

    public bool IsSecret { get; } = isSecret;

    /// <summary>The schema's absolute location.</summary>
    public string Location => Resource.Locate(Pointer);

    public void Fill(Keyword[] keywords)
    {
        _keywords = keywords;
        _tracksEvaluated = keywords.Any(static keyword => keyword is UnevaluatedKeyword);
    }

    /// <summary>Whether the instance keeps this schema; errors go to the pass.</summary>
    /// <param name="instance">The value.</param>
    /// <param name="pass">The validation that is under way.</param>
    /// <param name="outer">Where the caller wants to know which children were looked at; null where nobody asks.</param>
    public bool Validate(JsonValue instance, ValidationPass pass, Evaluated? outer)
    {
        if (Always is { } verdict)
        {
            return verdict || pass.Refuse(this);
        }

        if (!pass.Enter(this))
        {
            return false;
        }

        var evaluated = outer is null && !_tracksEvaluated ? null : Evaluated.For(instance);
        var scoped = pass.EnterResource(Resource);
        var valid = Apply(instance, pass, evaluated);
        if (scoped)
        {
            pass.LeaveResource();
        }

        pass.Leave(this);
        if (valid && outer is not null && evaluated is not null)
        {
            outer.Merge(evaluated);
        }

        return valid;
    }

    private bool Apply(JsonValue instance, ValidationPass pass, Evaluated? evaluated)
    {
        var valid = true;
        foreach (var keyword in _keywords)
        {
            if (!keyword.Validate(instance, pass, evaluated))
            {
                valid = false;
                if (!pass.Collects)
                {
                    break;
                }
            }
        }

        return valid;
    }
}
