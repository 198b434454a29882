releasePipeline {
    stages { stage('Build') { build('Package') { environment A: '1'; environment B: '2', A: '3'; commands 'make' } } }
}
