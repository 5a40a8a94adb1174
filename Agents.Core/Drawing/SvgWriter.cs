using System.Globalization;
using System.Text;

namespace Agents.Core.Drawing;

/// <summary>Writes elements with escaped attributes. Numbers keep one decimal.</summary>
internal sealed class SvgWriter
{
    private readonly StringBuilder _text = new();

    public override string ToString() => _text.ToString();

    public void Open(string element, params ReadOnlySpan<(string Name, string Value)> attributes) => Begin(element, attributes, ">");

    public void Empty(string element, params ReadOnlySpan<(string Name, string Value)> attributes) => Begin(element, attributes, "/>");

    public void Text(string element, string text, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Begin(element, attributes, ">");
        _text.Append(XmlText.Escape(text));
        Close(element);
    }

    /// <summary>Text that is written by this program and needs no escaping.</summary>
    public void Raw(string element, string text)
    {
        Begin(element, [], ">");
        _text.Append(text);
        Close(element);
    }

    public void Close(string element) => _text.Append("</").Append(element).Append('>');

    public static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private void Begin(string element, ReadOnlySpan<(string Name, string Value)> attributes, string end)
    {
        _text.Append('<').Append(element);
        foreach (var (name, value) in attributes)
        {
            _text.Append(' ').Append(name).Append("=\"").Append(XmlText.Escape(value)).Append('"');
        }

        _text.Append(end);
    }
}
