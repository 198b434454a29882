def region = 'eu-west-1'
releasePipeline {
    executionMode = QUEUED
    stages { stage('Build') { build('Package') { agent = 'linux'; commands 'make' } } }
}
