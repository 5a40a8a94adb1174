using Agents.Core.Json;
using Agents.Core.JsonSchemas.Compilation;
using Agents.Core.JsonSchemas.Validation;

namespace Agents.Core.JsonSchemas.Keywords;

internal sealed class RefKeyword(KeywordSource source) : Keyword(source)
{
    private readonly SchemaNode _target = source.Compiler.Resolve(
        source.Resource, source.Text(), source.Compiler.Place(source.Resource, source.Pointer), out _);

    public override bool Validate(JsonValue instance, ValidationPass pass, Evaluated? evaluated) => pass.Follow(_target, this, instance, evaluated);
}

/// <summary>
/// A reference that the schemas on the way here may redirect: where it first leads to a <c>$dynamicAnchor</c>,
/// the outermost schema resource in scope with one of the same name takes its place.
/// </summary>
internal sealed class DynamicRefKeyword : Keyword
{
    private readonly SchemaNode _target;
    private readonly string? _anchor;

    public DynamicRefKeyword(KeywordSource source)
        : base(source)
        => _target = source.Compiler.Resolve(source.Resource, source.Text(), source.Compiler.Place(source.Resource, source.Pointer), out _anchor);

    public override bool Validate(JsonValue instance, ValidationPass pass, Evaluated? evaluated)
        => pass.Follow((_anchor is null ? null : pass.FindDynamicAnchor(_anchor)) ?? _target, this, instance, evaluated);
}
