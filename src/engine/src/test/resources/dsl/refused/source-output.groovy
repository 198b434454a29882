releasePipeline {
    stages {
        stage('Source') {
            source('App') { scm() }
            source('Configuration') { scm(); output 'Configuration'; output 'Again' }
        }
        stage('Build') { build('Package') { commands 'make' } }
    }
}
