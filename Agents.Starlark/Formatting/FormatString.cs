using System.Globalization;

namespace Agents.Starlark;

/// <summary><c>s.format(*args, **kwargs)</c>. Conversions are standard in practice; format specifications come with f-strings.</summary>
internal ref struct FormatString(StarlarkThread thread, string format, StarlarkTuple args, StarlarkDict named)
{
    private readonly Representation _text = new(thread);
    private int _automatic;
    private bool _manual;

    public StarlarkString Run()
    {
        for (var at = 0; at < format.Length;)
        {
            var brace = format.AsSpan(at).IndexOfAny('{', '}');
            if (brace < 0)
            {
                _text.Append(format[at..]);
                break;
            }

            _text.Append(format[at..(at + brace)]);
            at += brace;
            at = at + 1 < format.Length && format[at + 1] == format[at] ? AppendBrace(at) : AppendField(at);
        }

        return StarlarkString.Of(_text.ToString());
    }

    private readonly int AppendBrace(int at)
    {
        _text.Append(format[at].ToString());
        return at + 2;
    }

    private int AppendField(int at)
    {
        if (format[at] == '}')
        {
            throw Faults.Value("format: single '}' in format");
        }

        var close = format.IndexOf('}', at);
        var field = format[(at + 1)..(close < 0 ? throw Faults.Value("format: unmatched '{' in format") : close)];
        if (field.Contains('{'))
        {
            throw Faults.Value("format: nested replacement fields not supported");
        }

        var colon = field.IndexOf(':');
        var specification = colon < 0 ? "" : field[(colon + 1)..];
        field = colon < 0 ? field : field[..colon];
        var bang = field.IndexOf('!');
        var conversion = bang < 0 ? "" : field[(bang + 1)..];
        var value = Argument(bang < 0 ? field : field[..bang]);
        Append(value, bang < 0 ? "s" : conversion, bang >= 0, specification);
        return close + 1;
    }

    private readonly void Append(StarlarkValue value, string conversion, bool converts, string specification)
    {
        if (conversion is not ("s" or "r"))
        {
            throw Faults.Value($"format: unknown conversion \"{conversion}\"");
        }

        if (specification.Length > 0 && (thread.Features & StarlarkFeatures.FStrings) == StarlarkFeatures.None)
        {
            throw Faults.Value($"format: format spec features not supported in replacement fields: {specification}");
        }

        var text = conversion == "r" ? Representation.Value(thread, value) : converts ? Representation.Text(thread, value) : value;
        FormatSpecification.Append(_text, text, specification);
    }

    private StarlarkValue Argument(string name)
    {
        if (name.Length == 0)
        {
            return _manual
                ? throw Faults.Value("format: cannot switch from manual field specification to automatic field numbering")
                : Positional(_automatic++);
        }

        if (!name.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            _manual = _automatic > 0
                ? throw Faults.Value("format: cannot switch from automatic field numbering to manual field specification")
                : true;
            return Positional(int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : int.MaxValue);
        }

        if (named.TryGet(name, out var value))
        {
            return value;
        }

        throw name.Contains('.') ? Faults.Value($"format: attribute syntax x.y is not supported in replacement fields: {name}")
            : name.Contains('[') ? Faults.Value($"format: element syntax a[i] is not supported in replacement fields: {name}")
            : Faults.Lookup($"format: keyword {name} not found");
    }

    private readonly StarlarkValue Positional(int index)
        => index < args.Count ? args[index] : throw Faults.Lookup($"format: tuple index out of range: no replacement found for index {index}");
}
