using System.Security.Cryptography;
using System.Text;
using Agents.Client.Workflows;

namespace Agents.Dashboard.Chat;

/// <summary>What is typed or pasted of an execution's environment. It is sent on and never shown again.</summary>
internal static class EnvironmentForm
{
    public const string Prefix = "env.";

    public const string Pasted = "dotenv";

    /// <summary>The values of the variables that the workflow declares; a field goes before what is pasted.</summary>
    public static IReadOnlyDictionary<string, string> Read(IReadOnlyList<EnvironmentField> declared, IFormCollection form)
    {
        var pasted = EnvironmentText.Read(form[Pasted].ToString());
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in declared.Select(static variable => variable.Name))
        {
            if ((form[Prefix + name].ToString() is { Length: > 0 } typed ? typed : pasted.GetValueOrDefault(name)) is { Length: > 0 } value)
            {
                values[name] = value;
            }
        }

        return values;
    }

    /// <summary>A double click is one execution; other inputs in the same form are another. Nothing can be read out of it.</summary>
    public static string Key(string formKey, string inputs, IReadOnlyDictionary<string, string> environment)
    {
        var text = string.Join('\n', environment.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => $"{pair.Key}={pair.Value}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{formKey}\n{inputs}\n{text}")));
    }
}
