// Releases a change with the AWS SDK for JavaScript: starts an execution, approves, waits for its end. Then meets an error.
import { createRequire } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';

// The SDK lies where the script was started, not beside this file.
const require = createRequire(process.cwd() + '/');
const {
  CodePipelineClient,
  GetPipelineExecutionCommand,
  GetPipelineStateCommand,
  PipelineNotFoundException,
  PutApprovalResultCommand,
  StartPipelineExecutionCommand,
} = require('@aws-sdk/client-codepipeline');

const [pipeline, stage, action] = process.argv.slice(2);
const client = new CodePipelineClient({ region: 'local', endpoint: process.env.ENDPOINT });

async function awaited(look) {
  for (let round = 0; round < 300; round++) {
    const found = await look();
    if (found) return found;
    await pause(200);
  }
  throw new Error(`Waited a minute in vain for ${look}`);
}

const { pipelineExecutionId } = await client.send(new StartPipelineExecutionCommand({ name: pipeline }));
const token = await awaited(async () => {
  const { stageStates } = await client.send(new GetPipelineStateCommand({ name: pipeline }));
  const { latestExecution, actionStates } = stageStates.find(({ stageName }) => stageName === stage);
  return latestExecution?.pipelineExecutionId === pipelineExecutionId && actionStates[0].latestExecution?.token;
});
const { approvedAt } = await client.send(new PutApprovalResultCommand({
  pipelineName: pipeline, stageName: stage, actionName: action, token, result: { status: 'Approved', summary: 'Seen by JavaScript' },
}));
if (!(approvedAt instanceof Date)) throw new Error(`approvedAt is ${approvedAt}`);
await awaited(async () => {
  const { pipelineExecution } = await client.send(new GetPipelineExecutionCommand({ pipelineName: pipeline, pipelineExecutionId }));
  return pipelineExecution.status === 'Succeeded';
});
await client.send(new GetPipelineStateCommand({ name: 'nowhere' })).then(
  () => { throw new Error('There is no such pipeline.'); },
  (refusal) => { if (!(refusal instanceof PipelineNotFoundException)) throw refusal; },
);
console.log('AWS SDK for JavaScript', require('@aws-sdk/client-codepipeline/package.json').version);
