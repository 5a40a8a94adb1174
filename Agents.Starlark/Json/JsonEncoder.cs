using System.Globalization;
using System.Text;

namespace Agents.Starlark;

/// <summary>Values as JSON; a dict's keys are sorted, so that equal dicts have equal texts.</summary>
internal sealed class JsonEncoder
{
    private const int MaxDepth = 200;

    private readonly Representation _text;
    private readonly StarlarkThread _thread;
    private readonly JsonLayout? _layout;
    private readonly List<StarlarkValue> _open = [];

    private JsonEncoder(StarlarkThread thread, JsonLayout? layout) => (_thread, _text, _layout) = (thread, new Representation(thread), layout);

    public static string Encode(StarlarkThread thread, StarlarkValue value, JsonLayout? layout)
    {
        var encoder = new JsonEncoder(thread, layout);
        encoder.Write(value);
        return encoder._text.ToString();
    }

    private void Write(StarlarkValue value)
    {
        switch (value)
        {
            case StarlarkNone:
                _text.Append("null");
                break;
            case StarlarkBool flag:
                _text.Append(flag.Value ? "true" : "false");
                break;
            case StarlarkInt number:
                _text.Append(number.Text());
                break;
            case StarlarkFloat number:
                _text.Append(double.IsFinite(number.Value)
                    ? FloatText.Compact(number.Value)
                    : throw Fault($"cannot encode non-finite float {FloatText.Compact(number.Value)}"));
                break;
            case StarlarkString text:
                WriteString(text.Value);
                break;
            case StarlarkMapping mapping:
                WriteObject(mapping);
                break;
            default:
                WriteArray(value, value.Iterate() ?? throw Fault($"cannot encode {value.TypeName} as JSON"));
                break;
        }
    }

    private void WriteString(string text)
    {
        const string Special = "\"\\\b\f\n\r\t";
        const string Letters = "\"\\bfnrt";
        _thread.Reserve(2L * text.Length);
        var quoted = new StringBuilder("\"");
        foreach (var unit in WellFormed(text))
        {
            var index = Special.IndexOf(unit);
            _ = index >= 0 ? quoted.Append('\\').Append(Letters[index])
                : unit < ' ' ? quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}")
                : quoted.Append(unit);
        }

        _text.Append(quoted.Append('"').ToString());
    }

    /// <summary>Half a surrogate pair, which slicing can make, has no UTF-8 form: it becomes the replacement character.</summary>
    private static string WellFormed(string text)
        => text.AsSpan().ContainsAnyInRange('\ud800', '\udfff') ? string.Concat(text.EnumerateRunes()) : text;

    private void WriteArray(StarlarkValue owner, IEnumerable<StarlarkValue> items)
    {
        Open(owner);
        var index = 0;
        foreach (var item in items)
        {
            _text.Append(index++ == 0 ? "[" : ",");
            NewLine(_open.Count);
            Write(item);
        }

        Close(index == 0 ? "[" : "", "]");
    }

    private void WriteObject(StarlarkMapping mapping)
    {
        Open(mapping);
        List<KeyValuePair<string, StarlarkValue>> entries = [];
        foreach (var (key, value) in mapping.Entries)
        {
            entries.Add(new(key is StarlarkString name ? name.Value : throw Fault($"dict has {key.TypeName} key, want string"), value));
        }

        _thread.Work(entries.Count);
        entries.Sort((left, right) => string.CompareOrdinal(left.Key, right.Key));
        for (var i = 0; i < entries.Count; i++)
        {
            _text.Append(i == 0 ? "{" : ",");
            NewLine(_open.Count);
            WriteString(entries[i].Key);
            _text.Append(_layout is null ? ":" : ": ");
            Write(entries[i].Value);
        }

        Close(entries.Count == 0 ? "{" : "", "}");
    }

    private void Open(StarlarkValue value)
    {
        if (_open.Exists(outer => ReferenceEquals(outer, value)))
        {
            throw Fault("cycle in JSON structure");
        }

        if (_open.Count >= MaxDepth)
        {
            throw Faults.TooDeep();
        }

        _open.Add(value);
    }

    /// <param name="bracket">The opening bracket where nothing was written since; else empty.</param>
    /// <param name="end">The closing bracket.</param>
    private void Close(string bracket, string end)
    {
        _open.RemoveAt(_open.Count - 1);
        if (bracket.Length == 0)
        {
            NewLine(_open.Count);
        }

        _text.Append(bracket);
        _text.Append(end);
    }

    private void NewLine(int level)
    {
        if (_layout is null)
        {
            return;
        }

        _text.Append("\n");
        _text.Append(_layout.Prefix);
        for (var i = 0; i < level; i++)
        {
            _text.Append(_layout.Indent);
        }
    }

    private static StarlarkException Fault(string message) => Faults.Value($"json.encode: {message}");
}
