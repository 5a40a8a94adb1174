using System.Globalization;
using System.Text;

namespace Agents.Starlark;

/// <summary>Builds the text of values for <c>str</c>, <c>repr</c> and formatting; counts memory as it grows.</summary>
internal sealed class Representation(StarlarkThread? thread)
{
    private const int MaxDepth = 200;
    private const int LongestShort = 80;

    private readonly StringBuilder _text = new();
    private readonly List<StarlarkValue> _open = [];

    public int Length => _text.Length;

    /// <summary>For hosts and error messages: no limits.</summary>
    public static string Of(StarlarkValue value)
    {
        var text = new Representation(null);
        value.AppendTo(text);
        return text.ToString();
    }

    /// <summary>For error messages that quote a value.</summary>
    public static string Short(StarlarkValue value)
    {
        var text = Of(value);
        return text.Length <= LongestShort ? text : $"{text[..LongestShort]}...";
    }

    /// <summary><c>repr(x)</c>.</summary>
    public static StarlarkString Value(StarlarkThread thread, StarlarkValue value)
    {
        var text = new Representation(thread);
        value.AppendTo(text);
        return StarlarkString.Of(text.ToString());
    }

    /// <summary><c>str(x)</c>.</summary>
    public static StarlarkString Text(StarlarkThread thread, StarlarkValue value)
    {
        if (value is StarlarkString same)
        {
            return same;
        }

        var text = new Representation(thread);
        text.AppendText(value);
        return StarlarkString.Of(text.ToString());
    }

    public void Append(string part)
    {
        thread?.Reserve(2L * part.Length);
        thread?.TextWork(part.Length);
        _text.Append(part);
    }

    public void Append(char unit, int count)
    {
        thread?.Reserve(2L * count);
        _text.Append(unit, count);
    }

    /// <summary>As <c>str</c> does it: a string is not quoted.</summary>
    public void AppendText(StarlarkValue value)
    {
        switch (value)
        {
            case StarlarkString text:
                Append(text.Value);
                break;
            case StarlarkBytes bytes:
                Append(Encoding.UTF8.GetString(bytes.Span));
                break;
            default:
                value.AppendTo(this);
                break;
        }
    }

    public void AppendItems(StarlarkValue owner, string open, string close, IEnumerable<StarlarkValue> items)
    {
        if (!Open(owner, $"{open}...{close.TrimStart(',')}"))
        {
            return;
        }

        Append(open);
        var separator = "";
        foreach (var item in items)
        {
            thread?.Work(_open.Count);
            Append(separator);
            item.AppendTo(this);
            separator = ", ";
        }

        Append(close);
        _open.RemoveAt(_open.Count - 1);
    }

    public void AppendEntries(StarlarkMapping mapping)
    {
        if (!Open(mapping, "{...}"))
        {
            return;
        }

        var separator = "{";
        foreach (var (key, value) in mapping.Entries)
        {
            Append(separator);
            key.AppendTo(this);
            Append(": ");
            value.AppendTo(this);
            separator = ", ";
        }

        Append(separator == "{" ? "{}" : "}");
        _open.RemoveAt(_open.Count - 1);
    }

    public void AppendQuoted(string text)
    {
        thread?.Reserve(2L * text.Length);
        thread?.TextWork(text.Length);
        _text.Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                _text.Append(text[i]).Append(text[++i]);
            }
            else
            {
                AppendUnit(text[i]);
            }
        }

        _text.Append('"');
    }

    public void AppendBytes(ReadOnlySpan<byte> bytes)
    {
        Append("b\"");
        thread?.Reserve(2L * bytes.Length);
        while (!bytes.IsEmpty)
        {
            var valid = Rune.DecodeFromUtf8(bytes, out var rune, out var length) == System.Buffers.OperationStatus.Done;
            if (valid && rune.IsBmp)
            {
                AppendUnit((char)rune.Value);
            }
            else if (valid)
            {
                _text.Append(rune.ToString());
            }
            else
            {
                _text.Append(CultureInfo.InvariantCulture, $"\\x{bytes[0]:x2}");
            }

            bytes = bytes[(valid ? length : 1)..];
        }

        Append("\"");
    }

    public override string ToString() => _text.ToString();

    private void AppendUnit(char unit)
    {
        const string Special = "\"\\\n\r\t";
        const string Letters = "\"\\nrt";
        var index = Special.IndexOf(unit);
        if (index >= 0)
        {
            _text.Append('\\').Append(Letters[index]);
        }
        else if (char.IsSurrogate(unit) || (char.IsControl(unit) && unit > '\x7f'))
        {
            _text.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
        }
        else if (char.IsControl(unit))
        {
            _text.Append(CultureInfo.InvariantCulture, $"\\x{(int)unit:x2}");
        }
        else
        {
            _text.Append(unit);
        }
    }

    /// <summary>False inside a value that contains itself, which is then shown by dots.</summary>
    private bool Open(StarlarkValue value, string cycle)
    {
        foreach (var outer in _open)
        {
            if (ReferenceEquals(outer, value))
            {
                Append(cycle);
                return false;
            }
        }

        if (_open.Count >= MaxDepth)
        {
            throw Faults.TooDeep();
        }

        _open.Add(value);
        return true;
    }
}
