using System.Text.Encodings.Web;
using System.Text.Json;

namespace Agents.Dashboard.Deployments;

/// <summary>One way to call a deployment, ready to be copied.</summary>
/// <param name="Name">The tool or the language.</param>
/// <param name="Text">The call.</param>
public sealed record CallExample(string Name, string Text);

/// <summary>Ready-made calls of a deployment.</summary>
public static class CallExamples
{
    // The pages encode what they show.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="url">The deployment's whole address.</param>
    /// <param name="inputs">Inputs that fit, as one line of JSON.</param>
    public static IReadOnlyList<CallExample> Of(string url, string inputs) =>
    [
        new("curl", $"curl -sS -H 'Content-Type: application/json' \\\n  -d '{inputs.Replace("'", "'\\''", StringComparison.Ordinal)}' \\\n  {url}"),
        new("Python", $"import json, urllib.request\n\nrequest = urllib.request.Request(\n    \"{url}\",\n    data=json.dumps(json.loads({Quoted(inputs)})).encode(),\n    headers={{\"Content-Type\": \"application/json\"}})\nprint(json.load(urllib.request.urlopen(request)))"),
        new("C#", $"using System.Text;\n\nusing var http = new HttpClient();\nusing var body = new StringContent(\n    {Quoted(inputs)},\n    Encoding.UTF8,\n    \"application/json\");\nusing var reply = await http.PostAsync(\"{url}\", body);\nConsole.WriteLine(await reply.EnsureSuccessStatusCode().Content.ReadAsStringAsync());"),
        new("JavaScript", $"const reply = await fetch(\"{url}\", {{\n  method: \"POST\",\n  headers: {{ \"Content-Type\": \"application/json\" }},\n  body: JSON.stringify({inputs}),\n}});\nconsole.log(await reply.json());"),
    ];

    // The same in all three languages: JSON's own escapes.
    private static string Quoted(string text) => JsonSerializer.Serialize(text, Readable);
}
