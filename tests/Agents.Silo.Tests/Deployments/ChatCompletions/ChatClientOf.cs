using System.ClientModel;
using System.ClientModel.Primitives;
using Agents.Silo.Tests.Hosting;
using OpenAI;

namespace Agents.Silo.Tests.Deployments.ChatCompletions;

/// <summary>The official OpenAI client, pointed at a silo.</summary>
internal static class ChatClientOf
{
    public static OpenAIClient OpenAI(this SiloHost silo, string key = "none", CountingPolicy? calls = null)
    {
        var options = new OpenAIClientOptions { Endpoint = new Uri(silo.Http.BaseAddress!, "/v1") };
        if (calls is not null)
        {
            options.AddPolicy(calls, PipelinePosition.PerTry);
        }

        return new OpenAIClient(new ApiKeyCredential(key), options);
    }
}

/// <summary>Counts what really goes over the wire: the client repeats some replies by itself.</summary>
internal sealed class CountingPolicy : PipelinePolicy
{
    public int Calls { get; private set; }

    public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        Calls++;
        ProcessNext(message, pipeline, currentIndex);
    }

    public override ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        Calls++;
        return ProcessNextAsync(message, pipeline, currentIndex);
    }
}
