using Agents.Core.Diagnostics;
using Agents.Core.Documents;
using Agents.Core.Json;

namespace Agents.Core.Formats;

/// <summary>
/// Reads a mapping key by key. What is asked for is what is known: <see cref="Finish"/> reports every other key.
/// Where several spellings are given the first one is canonical.
/// </summary>
internal sealed class MappingReader(MappingNode node, DiagnosticBag bag, string what)
{
    private readonly HashSet<string> _known = [];
    private readonly HashSet<string> _taken = [];
    private MappingNode? _alternative;

    public MappingNode Node => node;

    public DiagnosticBag Bag => bag;

    /// <summary>What the mapping is, for messages: <c>state 'plan'</c>.</summary>
    public string What => what;

    /// <summary>Keys that were found in the alternative mapping.</summary>
    public IReadOnlySet<string> Taken => _taken;

    /// <summary>From now on keys that are not here may also stand in <paramref name="alternative"/> (a state's <c>input</c>).</summary>
    public void AlsoLookIn(MappingNode? alternative) => _alternative = alternative;

    /// <summary>Marks a key of the alternative mapping as read.</summary>
    public void Take(string key) => _taken.Add(key);

    /// <summary>A reader of a value that has to be a mapping; null, with a diagnostic, where it is something else.</summary>
    public static MappingReader? Of(DocumentNode? node, DiagnosticBag bag, string what)
    {
        if (node is MappingNode mapping)
        {
            return new(mapping, bag, what);
        }

        if (node is not null)
        {
            Mistyped(bag, node, what, "a mapping of keys and values");
        }

        return null;
    }

    public static void Mistyped(DiagnosticBag bag, DocumentNode node, string what, string expected, string? hint = null)
        => bag.Error(
            DiagnosticCodes.InvalidType, node.Place, $"{Capital(what)} must be {expected}, not {node.TypeName}.", hint, expected, node.TypeName);

    /// <summary>The value of the first spelling that is there and is not null.</summary>
    public DocumentNode? Find(params ReadOnlySpan<string> spellings)
    {
        DocumentNode? found = null;
        foreach (var key in spellings)
        {
            _known.Add(key);
            found ??= Given(node, key);
        }

        return found ?? FindInAlternative(spellings);
    }

    /// <summary>As <see cref="Find"/>, with an error where there is none.</summary>
    public DocumentNode? Require(params ReadOnlySpan<string> spellings)
    {
        var found = Find(spellings);
        if (found is null)
        {
            Missing(spellings[0]);
        }

        return found;
    }

    public void Missing(string key, string? hint = null)
        => bag.Error(DiagnosticCodes.MissingKey, node.Place, $"{Capital(what)} has no '{key}'.", hint ?? $"Add '{key}: ...'.", expected: key);

    public string? Text(params ReadOnlySpan<string> spellings) => TextOf(Find(spellings), spellings[0]);

    public string? RequireText(params ReadOnlySpan<string> spellings)
    {
        var text = TextOf(Require(spellings), spellings[0]);
        if (text is not null && string.IsNullOrWhiteSpace(text))
        {
            bag.Error(DiagnosticCodes.MissingKey, node.Find(spellings[0])?.Place ?? node.Place, $"'{spellings[0]}' of {what} is empty.", expected: spellings[0]);
            return null;
        }

        return text;
    }

    /// <summary>A scalar's text; numbers and booleans count as what was written.</summary>
    public string? TextOf(DocumentNode? value, string key)
    {
        if (value is null or ScalarNode)
        {
            return (value as ScalarNode)?.Text;
        }

        Mistyped(bag, value, $"'{key}' of {what}", "text");
        return null;
    }

    public bool? Boolean(string key)
    {
        var value = Find(key);
        if (value is null or ScalarNode { Value: JsonBoolean })
        {
            return ((value as ScalarNode)?.Value as JsonBoolean)?.Value;
        }

        Mistyped(bag, value, $"'{key}' of {what}", "true or false", value is ScalarNode { Value: JsonString } ? "Write true or false without quotes." : null);
        return null;
    }

    public double? Number(string key, double least, double most)
    {
        var value = Find(key);
        if (value is not ScalarNode { Value: JsonNumber number })
        {
            if (value is not null)
            {
                Mistyped(bag, value, $"'{key}' of {what}", "a number", value is ScalarNode { Value: JsonString } ? "Write the number without quotes." : null);
            }

            return null;
        }

        var found = number.ToDouble();
        if (found >= least && found <= most)
        {
            return found;
        }

        var range = double.IsInfinity(most) ? $"at least {least}" : $"between {least} and {most}";
        bag.Error(DiagnosticCodes.InvalidValue, value.Place, $"'{key}' of {what} must be {range}, not {number.ToText()}.", expected: range, actual: number.ToText());
        return null;
    }

    public long? Integer(string key, long least, long most = int.MaxValue)
    {
        var value = Find(key);
        if (value is ScalarNode { Value: JsonNumber number } && number.TryGetInt64(out var found))
        {
            if (found >= least && found <= most)
            {
                return found;
            }

            var range = most == int.MaxValue ? $"at least {least}" : $"{least} to {most}";
            bag.Error(DiagnosticCodes.InvalidValue, value.Place, $"'{key}' of {what} must be {range}, not {found}.", expected: range, actual: number.ToText());
            return null;
        }

        if (value is not null)
        {
            Mistyped(bag, value, $"'{key}' of {what}", "a whole number", value is ScalarNode { Value: JsonString } ? "Write the number without quotes." : null);
        }

        return null;
    }

    /// <summary>One of a few words; null, with a diagnostic, where it is none of them.</summary>
    public string? Choice(string key, params ReadOnlySpan<string> choices)
    {
        var value = Find(key);
        return TextOf(value, key) is { } text ? ChoiceOf(value!, key, text, choices) : null;
    }

    public IReadOnlyList<string> Texts(params ReadOnlySpan<string> spellings)
    {
        var key = spellings[0];
        return Find(spellings) switch
        {
            null => [],
            SequenceNode list => [.. list.Items.Select(item => TextOf(item, key)).OfType<string>()],
            ScalarNode { Value: JsonString } one => [one.Text],
            var other => MistypedTexts(other, key),
        };
    }

    public SequenceNode? List(params ReadOnlySpan<string> spellings)
    {
        var value = Find(spellings);
        if (value is not null and not SequenceNode)
        {
            Mistyped(bag, value, $"'{spellings[0]}' of {what}", "a list");
        }

        return value as SequenceNode;
    }

    public MappingReader? Mapping(string key, string? named = null) => Of(Find(key), bag, named ?? $"'{key}' of {what}");

    public TimeSpan? Duration(params ReadOnlySpan<string> spellings) => Durations.Read(Find(spellings), $"'{spellings[0]}' of {what}", bag);

    /// <summary>Reports every key that nobody asked for.</summary>
    public void Finish(params ReadOnlySpan<string> alsoKnown)
    {
        foreach (var key in alsoKnown)
        {
            _known.Add(key);
        }

        foreach (var key in node.Keys.Where(key => !_known.Contains(key) && !key.StartsWith("x-", StringComparison.Ordinal)))
        {
            if (bag.IsFull)
            {
                return;
            }

            var hint = bag.DidYouMean(key, _known, $"It has no effect. Known here: {Suggestion.List(_known.Order())}.");
            bag.WarnOrFail(DiagnosticCodes.UnknownKey, node.KeyPlace(key), $"{Capital(what)} has no key '{key}'.", hint, actual: key);
        }
    }

    internal static string Capital(string text) => text.Length > 0 ? char.ToUpperInvariant(text[0]) + text[1..] : text;

    private static DocumentNode? Given(MappingNode mapping, string key) => mapping.Find(key) is { } value and not ScalarNode { IsNull: true } ? value : null;

    private DocumentNode? FindInAlternative(ReadOnlySpan<string> spellings)
    {
        foreach (var key in spellings)
        {
            if (_alternative is not null && Given(_alternative, key) is { } found)
            {
                _taken.Add(key);
                return found;
            }
        }

        return null;
    }

    private List<string> MistypedTexts(DocumentNode value, string key)
    {
        Mistyped(bag, value, $"'{key}' of {what}", "a list of text");
        return [];
    }

    private string? ChoiceOf(DocumentNode value, string key, string text, ReadOnlySpan<string> choices)
    {
        foreach (var choice in choices)
        {
            if (string.Equals(choice, text, StringComparison.OrdinalIgnoreCase))
            {
                return choice;
            }
        }

        var list = string.Join(", ", choices);
        bag.Error(
            DiagnosticCodes.InvalidValue, value.Place, $"'{key}' of {what} is '{text}'; it must be one of: {list}.",
            bag.DidYouMean(text, choices.ToArray()), list, text);
        return null;
    }
}
