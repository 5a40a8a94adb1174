using System.Diagnostics.CodeAnalysis;

namespace Agents.Starlark;

/// <summary>A named group of values, such as <c>json</c>.</summary>
public sealed class StarlarkModule(string name, IReadOnlyDictionary<string, StarlarkValue> members) : StarlarkValue
{
    public override string TypeName => "module";

    public override IEnumerable<string> FieldNames => members.Keys;

    public override bool TryGetField(string name, [NotNullWhen(true)] out StarlarkValue? value) => members.TryGetValue(name, out value);

    internal override void AppendTo(Representation text) => text.Append($"<module \"{name}\">");
}
