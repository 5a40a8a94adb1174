using Agents.Core.Json;
using Agents.Core.JsonSchemas.Compilation;
using Agents.Core.JsonSchemas.Patterns;
using Agents.Core.JsonSchemas.StringFormats;
using Agents.Core.JsonSchemas.Validation;

namespace Agents.Core.JsonSchemas.Keywords;

internal sealed class PatternKeyword(KeywordSource source) : Keyword(source)
{
    private readonly SchemaPattern _pattern = source.Pattern(source.Text());

    public override bool Validate(JsonValue instance, ValidationPass pass, Evaluated? evaluated)
        => instance is not JsonString text || _pattern.IsMatch(text.Value, this, pass) || (pass.Collects && pass.Fail(this, Describe(instance, pass)));

    private Problem Describe(JsonValue instance, ValidationPass pass)
        => new($"Expected text that matches the pattern {_pattern.Text}, found {pass.Show(instance)}.")
        {
            Expected = _pattern.Text,
            Actual = pass.ShowShort(instance),
        };
}

internal sealed class FormatKeyword : Assertion
{
    private readonly StringFormat _format;

    private FormatKeyword(KeywordSource source, StringFormat format)
        : base(source)
        => _format = format;

    /// <summary>The keyword, or null where the format is only described or not known (unknown formats are valid, says the standard).</summary>
    public static FormatKeyword? Make(KeywordSource source)
    {
        var name = source.Text();
        return source.Compiler.Options.AssertFormats || source.Resource.Dialect.AssertsFormats
            ? StringFormat.Find(name) is { } format ? new FormatKeyword(source, format) : null
            : null;
    }

    protected override bool Holds(JsonValue instance) => instance is not JsonString text || _format.Accepts(text.Value);

    protected override Problem Describe(JsonValue instance, ValidationPass pass)
        => new($"Expected {_format.Description}, found {pass.Show(instance)}.") { Expected = _format.Name, Actual = pass.ShowShort(instance) };
}
