releasePipeline {
    executionMode QUEUED
    executionMode PARALLEL
    stages { stage('Build') { build('Package') { agent 'a'; agent 'b'; commands 'make' } } }
}
releasePipeline { }
