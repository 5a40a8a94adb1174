using Agents.Core.Json;
using Agents.Core.JsonSchemas.Compilation;
using Agents.Core.JsonSchemas.Validation;

namespace Agents.Core.JsonSchemas.Keywords;

/// <summary>One compiled keyword of one schema.</summary>
internal abstract class Keyword(KeywordSource source)
{
    private readonly SchemaResource _resource = source.Resource;
    private readonly string _pointer = source.Pointer;

    public string Name { get; } = source.Name;

    /// <summary>The keyword's absolute location.</summary>
    public string Location => _resource.Locate(_pointer);

    /// <summary>Whether the instance keeps the keyword. Errors are given to the pass, looked-at children to <paramref name="evaluated"/>.</summary>
    public abstract bool Validate(JsonValue instance, ValidationPass pass, Evaluated? evaluated);
}

/// <summary>A keyword that looks at the value alone, without subschemas.</summary>
internal abstract class Assertion(KeywordSource source) : Keyword(source)
{
    public sealed override bool Validate(JsonValue instance, ValidationPass pass, Evaluated? evaluated)
        => Holds(instance) || (pass.Collects && pass.Fail(this, Describe(instance, pass)));

    protected abstract bool Holds(JsonValue instance);

    protected abstract Problem Describe(JsonValue instance, ValidationPass pass);
}
