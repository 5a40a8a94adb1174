using System.Text;

namespace Agents.Core.Forms;

/// <summary>Property names in words: <c>customer_id</c> and <c>customerId</c> are "Customer id".</summary>
internal static class FieldLabel
{
    public static string Of(string name)
    {
        var words = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var isBoundary = i > 0 && char.IsUpper(name[i]) && (char.IsLower(name[i - 1]) || char.IsAsciiDigit(name[i - 1]));
            if (isBoundary || name[i] is '_' or '-' or '.')
            {
                words.Append(' ');
            }

            if (name[i] is not ('_' or '-' or '.'))
            {
                words.Append(isBoundary && !NextIsUpper(name, i) ? char.ToLowerInvariant(name[i]) : name[i]);
            }
        }

        var label = words.ToString().Trim();
        return label.Length == 0 ? name : char.ToUpperInvariant(label[0]) + label[1..];
    }

    private static bool NextIsUpper(string name, int at) => at + 1 < name.Length && char.IsUpper(name[at + 1]);
}
