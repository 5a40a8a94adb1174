using System.Text;
using Agents.Core.Json;
using Agents.Core.Workflows;
using Agents.Starlark;

namespace Agents.Core.Evaluation;

/// <summary>Renders templates and runs expressions. What cannot be computed is a <see cref="StarlarkException"/>, which the deciders turn into a failure.</summary>
internal static class Templating
{
    /// <summary>The value of an expression.</summary>
    public static JsonValue Value(StarlarkProgram program, IStarlarkScope scope)
        => StarlarkJson.ToJson(program.Evaluate(scope, StarlarkLimits.Default, CancellationToken.None));

    /// <summary>The truth of a condition.</summary>
    public static bool IsTrue(StarlarkProgram condition, IStarlarkScope scope)
        => condition.Evaluate(scope, StarlarkLimits.Default, CancellationToken.None).IsTrue;

    /// <summary>The template's text, or its value where it is exactly one expression.</summary>
    public static JsonValue Render(Template template, IStarlarkScope scope)
        => template.Parts is [ExpressionPart only] ? Value(only, scope) : Text(template, scope);

    /// <summary>The template's text, whatever its expressions give.</summary>
    public static string Text(Template template, IStarlarkScope scope)
    {
        if (template.Parts is [LiteralPart whole])
        {
            return whole.Text;
        }

        var text = new StringBuilder();
        foreach (var part in template.Parts)
        {
            _ = part is LiteralPart literal ? text.Append(literal.Text) : text.Append(AsText(Value((ExpressionPart)part, scope)));
        }

        return text.ToString();
    }

    /// <summary>The value with every template inside rendered.</summary>
    public static JsonValue Render(TemplateValue value, IStarlarkScope scope) => value switch
    {
        ConstantValue constant => constant.Value,
        TextValue text => Render(text.Template, scope),
        ObjectValue document => JsonObject.From(document.Members.Select(member => KeyValuePair.Create(member.Key, Render(member.Value, scope)))),
        ArrayValue array => JsonArray.From(array.Items.Select(item => Render(item, scope))),
        _ => throw new InvalidOperationException($"'{value.GetType().Name}' is not a template value."),
    };

    /// <summary>Strings as they are, everything else as JSON.</summary>
    public static string AsText(JsonValue value) => value is JsonString text ? text.Value : value.ToJson();

    private static JsonValue Value(ExpressionPart part, IStarlarkScope scope)
    {
        try
        {
            return Value(part.Program, scope);
        }
        catch (StarlarkException missing) when (part.Default is not null && missing.Error.Kind is StarlarkErrorKind.Name or StarlarkErrorKind.Lookup)
        {
            return Value(part.Default!, scope);
        }
        catch (StarlarkException problem)
        {
            throw new StarlarkException(problem.Error with { Message = $"In the template '{part.Source}': {problem.Error.Message}", Line = part.Position.Line, Column = part.Position.Column });
        }
    }
}
