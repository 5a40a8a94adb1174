using System.Text.Json;
using Agents.Client.Json;
using Agents.Client.Problems;

namespace Agents.Client.Connections;

/// <summary>Makes an exception of a reply whose status says no, whoever wrote it: a proxy's plain text is a problem too.</summary>
internal static class RefusedReply
{
    private const int LongestPlainText = 500;

    public static async Task<AgentsApiException> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        var problem = TryRead(body) ?? new ProblemRecord { Detail = Describe(response, body) };
        return new AgentsApiException(problem with { Status = status, Title = problem.Title ?? response.ReasonPhrase });
    }

    private static ProblemRecord? TryRead(string body)
    {
        try
        {
            return body.StartsWith('{') ? JsonSerializer.Deserialize(body, AgentsJson.Wire.ProblemRecord) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Describe(HttpResponseMessage response, string body)
    {
        var text = body.Trim();
        var said = text.Length == 0 || text.StartsWith('<') ? "" : $": {(text.Length > LongestPlainText ? text[..LongestPlainText] : text)}";
        return $"{response.RequestMessage?.RequestUri} answered {(int)response.StatusCode} {response.ReasonPhrase}{said}";
    }
}
