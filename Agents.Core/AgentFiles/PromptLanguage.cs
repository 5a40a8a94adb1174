using System.Globalization;
using System.Text.RegularExpressions;
using HandlebarsDotNet;
using HandlebarsDotNet.IO;

namespace Agents.Core.AgentFiles;

/// <summary>Handlebars as dotprompt uses it: nothing is escaped, no partials, and the helpers <c>json</c>, <c>ifEquals</c> and <c>unlessEquals</c>.</summary>
internal static partial class PromptLanguage
{
    private static readonly IHandlebars Handlebars = Create();

    /// <exception cref="HandlebarsException">The text is no Handlebars.</exception>
    public static HandlebarsTemplate<object, object> Compile(string text)
    {
        // Its compiler is not made for several threads at once.
        lock (Handlebars)
        {
            return Handlebars.Compile(text);
        }
    }

    /// <summary>Whether some expression of the text names <paramref name="name"/>.</summary>
    public static bool Reads(string text, string name)
        => Expression().Matches(text).Any(found => Word().Matches(found.Value).Any(word => word.Value == name));

    private static IHandlebars Create()
    {
        var handlebars = HandlebarsDotNet.Handlebars.Create(new HandlebarsConfiguration
        {
            NoEscape = true,
            FormatProvider = CultureInfo.InvariantCulture,
        });
        handlebars.Configuration.FormatterProviders.Add(new JsonFormatter());
        handlebars.RegisterHelper("json", static (EncodedTextWriter output, Context _, Arguments arguments)
            => output.WriteSafeString(PromptValues.ToJson(arguments.Length > 0 ? arguments[0] : null).ToJson()));
        handlebars.RegisterHelper("ifEquals", static (EncodedTextWriter output, BlockHelperOptions block, Context context, Arguments arguments)
            => Choose(output, block, context, AreEqual(arguments)));
        handlebars.RegisterHelper("unlessEquals", static (EncodedTextWriter output, BlockHelperOptions block, Context context, Arguments arguments)
            => Choose(output, block, context, !AreEqual(arguments)));
        return handlebars;
    }

    private static void Choose(EncodedTextWriter output, BlockHelperOptions block, Context context, bool holds)
    {
        if (holds)
        {
            block.Template(output, context);
        }
        else
        {
            block.Inverse(output, context);
        }
    }

    private static bool AreEqual(Arguments arguments)
        => arguments.Length < 2 ? throw new HandlebarsException("ifEquals and unlessEquals compare two values.") : PromptValues.ToJson(Plain(arguments[0])).Equals(PromptValues.ToJson(Plain(arguments[1])));

    // A number in the text of a template is an int.
    private static object? Plain(object? value) => value is int number ? (long)number : value;

    [GeneratedRegex(@"\{\{[^{}]*\}\}")]
    private static partial Regex Expression();

    [GeneratedRegex("[A-Za-z_][A-Za-z0-9_-]*")]
    private static partial Regex Word();

    /// <summary>Writes what has no text of its own as JSON.</summary>
    private sealed class JsonFormatter : IFormatter, IFormatterProvider
    {
        public void Format<T>(T value, in EncodedTextWriter writer) => writer.WriteSafeString(PromptValues.ToJson(value).ToJson());

        public bool TryCreateFormatter(Type type, out IFormatter formatter)
        {
            formatter = this;
            return type == typeof(bool) || type == typeof(PromptObject) || type == typeof(PromptList);
        }
    }
}
